package dev.clusterregistry.generators;

import dev.clusterregistry.machinery.schema.Schema;
import java.util.List;
import java.util.stream.Collectors;

/** The Java class of one struct. */
final class JavaModel {
  private final Schema struct;
  private final String name;

  JavaModel(Schema struct) {
    this.struct = struct;
    this.name = struct.typeName();
  }

  String source() {
    List<JavaMember> members = struct.properties().stream().map(JavaMember::new).toList();
    return """
        package %s;

        import com.fasterxml.jackson.annotation.JsonAnyGetter;
        import com.fasterxml.jackson.annotation.JsonAnySetter;
        import com.fasterxml.jackson.annotation.JsonFormat;
        import com.fasterxml.jackson.annotation.JsonInclude;
        import com.fasterxml.jackson.annotation.JsonProperty;
        import com.fasterxml.jackson.annotation.JsonPropertyOrder;
        import java.io.Serializable;
        import java.time.Instant;
        import java.util.ArrayList;
        import java.util.Arrays;
        import java.util.LinkedHashMap;
        import java.util.List;
        import java.util.Map;
        import java.util.Objects;
        import javax.annotation.processing.Generated;
        import org.jspecify.annotations.Nullable;

        /**
        %s */
        @Generated("dev.clusterregistry.generators")
        @JsonPropertyOrder({%s})
        @SuppressWarnings("serial") // of members that are interfaces
        public final class %s implements Serializable {
          private static final long serialVersionUID = 1;

        %s
          private final Map<String, Object> additionalProperties = new LinkedHashMap<>();

          public %s() {}

        %s
          /** What this version of the client does not know. */
          @JsonAnyGetter
          public Map<String, Object> getAdditionalProperties() {
            return additionalProperties;
          }

          @JsonAnySetter
          public void setAdditionalProperty(String name, Object value) {
            additionalProperties.put(name, value);
          }

          @Override
          public boolean equals(@Nullable Object other) {
            return other instanceof %s that
        %s        && additionalProperties.equals(that.additionalProperties);
          }

          @Override
          public int hashCode() {
            return Objects.hash(%s, additionalProperties);
          }

          @Override
          public String toString() {
            return "%s{%s}";
          }
        }
        """
        .formatted(
            JavaModels.PACKAGE,
            Prose.wrapped(Prose.escaped(struct.description()), " * ", 100),
            struct.properties().stream()
                .map(property -> '"' + property.name() + '"')
                .collect(Collectors.joining(", ")),
            name,
            members.stream().map(JavaMember::field).collect(Collectors.joining()),
            name,
            members.stream()
                .map(member -> member.accessors(name))
                .collect(Collectors.joining("\n")),
            name,
            members.stream().map(JavaMember::comparison).collect(Collectors.joining()),
            members.stream().map(JavaMember::hashed).collect(Collectors.joining(", ")),
            name,
            members.stream().map(JavaMember::printed).collect(Collectors.joining(", ")));
  }
}
