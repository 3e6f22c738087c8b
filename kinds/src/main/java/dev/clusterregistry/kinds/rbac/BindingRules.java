package dev.clusterregistry.kinds.rbac;

import dev.clusterregistry.machinery.field.FieldError;
import dev.clusterregistry.machinery.field.FieldPath;
import dev.clusterregistry.machinery.schema.KindRules;
import dev.clusterregistry.machinery.validation.NameRule;
import dev.clusterregistry.machinery.validation.Names;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** The rules of RoleBindings and ClusterRoleBindings. */
public final class BindingRules implements KindRules {
  private static final FieldPath ROLE = FieldPath.of("roleRef");
  private static final FieldPath SUBJECTS = FieldPath.of("subjects");
  private static final String API_GROUP = "apiGroup";

  private final boolean namespaced;
  private final List<String> roleKinds;

  /**
   * @param namespaced whether for RoleBindings
   */
  public BindingRules(boolean namespaced) {
    this.namespaced = namespaced;
    this.roleKinds = namespaced ? List.of("Role", "ClusterRole") : List.of("ClusterRole");
  }

  @Override
  public NameRule nameRule() {
    return NameRule.PATH_SEGMENT;
  }

  @Override
  public void fillIn(ObjectNode binding) {
    if (binding.get("roleRef") instanceof ObjectNode role
        && role.path(API_GROUP).asString("").isEmpty()) {
      role.put(API_GROUP, Rbac.GROUP);
    }
    for (JsonNode subject : binding.path("subjects")) {
      String kind = subject.path("kind").asString("");
      if (subject instanceof ObjectNode object
          && (kind.equals("User") || kind.equals("Group"))
          && object.path(API_GROUP).asString("").isEmpty()) {
        object.put(API_GROUP, Rbac.GROUP);
      }
    }
  }

  @Override
  public List<FieldError> errors(ObjectNode object, @Nullable ObjectNode stored) {
    Binding binding = Rbac.binding(object);
    List<FieldError> errors = new ArrayList<>(0);
    checkRole(binding.role(), errors);
    for (int i = 0; i < binding.subjects().size(); i++) {
      checkSubject(binding.subjects().get(i), SUBJECTS.index(i), errors);
    }
    if (stored != null && !Rbac.binding(stored).role().equals(binding.role())) {
      errors.add(FieldError.invalid(ROLE, internal(binding.role()), "cannot change roleRef"));
    }
    return errors;
  }

  /** Kubernetes shows the type that it works with, whose members have no JSON names. */
  private static JsonNode internal(RoleRef role) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("APIGroup", role.group())
        .put("Kind", role.kind())
        .put("Name", role.name());
  }

  private void checkRole(RoleRef role, List<FieldError> errors) {
    if (!role.group().equals(Rbac.GROUP)) {
      errors.add(FieldError.notSupported(ROLE.child(API_GROUP), role.group(), List.of(Rbac.GROUP)));
    }
    if (!roleKinds.contains(role.kind())) {
      errors.add(FieldError.notSupported(ROLE.child("kind"), role.kind(), roleKinds));
    }
    if (role.name().isEmpty()) {
      errors.add(FieldError.required(ROLE.child("name"), ""));
    }
    for (String problem : Names.pathSegment(role.name())) {
      errors.add(FieldError.invalid(ROLE.child("name"), role.name(), problem));
    }
  }

  private void checkSubject(Subject subject, FieldPath path, List<FieldError> errors) {
    if (subject.name().isEmpty()) {
      errors.add(FieldError.required(path.child("name"), ""));
    }
    switch (subject.kind()) {
      case "ServiceAccount" -> checkServiceAccount(subject, path, errors);
      case "User", "Group" -> {
        if (!subject.group().equals(Rbac.GROUP)) {
          errors.add(
              FieldError.notSupported(path.child(API_GROUP), subject.group(), List.of(Rbac.GROUP)));
        }
      }
      default ->
          errors.add(
              FieldError.notSupported(
                  path.child("kind"), subject.kind(), List.of("ServiceAccount", "User", "Group")));
    }
  }

  private void checkServiceAccount(Subject subject, FieldPath path, List<FieldError> errors) {
    if (!subject.name().isEmpty()) {
      for (String problem : Names.subdomain(subject.name())) {
        errors.add(FieldError.invalid(path.child("name"), subject.name(), problem));
      }
    }
    if (!subject.group().isEmpty()) {
      errors.add(FieldError.notSupported(path.child(API_GROUP), subject.group(), List.of("")));
    }
    if (!namespaced && subject.namespace().isEmpty()) {
      errors.add(FieldError.required(path.child("namespace"), ""));
    }
  }

  @Override
  public @Nullable JsonNode cell(String computed, ObjectNode object) {
    Binding binding = Rbac.binding(object);
    return StringNode.valueOf(
        switch (computed) {
          case "role" -> binding.role().kind() + "/" + binding.role().name();
          case "users" -> subjects(binding, "User");
          case "groups" -> subjects(binding, "Group");
          case "serviceaccounts" -> subjects(binding, "ServiceAccount");
          default -> throw new IllegalArgumentException("no such column: " + computed);
        });
  }

  private static String subjects(Binding binding, String kind) {
    List<String> names = new ArrayList<>();
    for (Subject subject : binding.subjects()) {
      if (subject.kind().equals(kind)) {
        names.add(
            kind.equals("ServiceAccount")
                ? subject.namespace() + "/" + subject.name()
                : subject.name());
      }
    }
    return String.join(", ", names);
  }
}
