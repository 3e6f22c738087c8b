package dev.clusterregistry.machinery.validation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.machinery.field.FieldError;
import dev.clusterregistry.machinery.json.GoJson;
import dev.clusterregistry.machinery.patch.MergePatch;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ObjectMetaValidationTest {
  private static final ObjectMetaValidation CLUSTERED =
      new ObjectMetaValidation(NameRule.SUBDOMAIN, false);
  private static final ObjectMetaValidation NAMESPACED =
      new ObjectMetaValidation(NameRule.SUBDOMAIN, true);

  @Test
  void goodMetadataPasses() {
    assertThat(
            create(
                "{'name':'a','generateName':'a-','labels':{'a/b':'','c':'d'},'annotations':{'A.B/C':'x"
                    + " y'},'finalizers':['a/b','orphan'],'ownerReferences':[{'apiVersion':'g/v','kind':'K','name':'n','uid':'u','controller':true}]}"))
        .isEmpty();
  }

  @Test
  void aNameIsRequiredAndChecked() {
    assertThat(create("{}"))
        .containsExactly("metadata.name: Required value: name or generateName is required");
    assertThat(create("{'name':'A_b','generateName':'B_'}"))
        .hasSize(2)
        .first()
        .asString()
        .startsWith("metadata.generateName: Invalid value: \"B_\": a lowercase RFC 1123 subdomain");
    assertThat(create("{'name':'a.b'}")).isEmpty();
    assertThat(
            texts(new ObjectMetaValidation(NameRule.LABEL, false).onCreate(read("{'name':'a.b'}"))))
        .containsExactly("metadata.name: Invalid value: \"a.b\": must not contain dots");
  }

  @Test
  void namespacesBelongToNamespacedKinds() {
    assertThat(create("{'name':'a','namespace':'n'}"))
        .containsExactly("metadata.namespace: Forbidden: not allowed on this type");
    assertThat(texts(NAMESPACED.onCreate(read("{'name':'a'}"))))
        .containsExactly("metadata.namespace: Required value");
    assertThat(texts(NAMESPACED.onCreate(read("{'name':'a','namespace':'a.b'}"))))
        .containsExactly("metadata.namespace: Invalid value: \"a.b\": must not contain dots");
  }

  @Test
  void labelsAnnotationsAndFinalizersAreCheckedTogether() {
    assertThat(
            create(
                "{'name':'a','labels':{'k':'not valid'},'annotations':{'bad"
                    + " key':'v'},'finalizers':['not valid']}"))
        .hasSize(3)
        .satisfiesExactly(
            one ->
                assertThat(one)
                    .startsWith("metadata.labels: Invalid value: \"not valid\": a valid"),
            two ->
                assertThat(two)
                    .startsWith("metadata.annotations: Invalid value: \"bad key\": name"),
            three ->
                assertThat(three)
                    .startsWith("metadata.finalizers: Invalid value: \"not valid\": name"));
    assertThat(create("{'name':'a','finalizers':['orphan','foregroundDeletion']}"))
        .containsExactly(
            "metadata.finalizers: Invalid value: [\"orphan\",\"foregroundDeletion\"]: finalizer"
                + " orphan and foregroundDeletion cannot be both set");
  }

  @Test
  void annotationsAreBoundedInAll() {
    String fits = "v".repeat(262143);
    assertThat(create("{'name':'a','annotations':{'k':'" + fits + "'}}")).isEmpty();
    assertThat(create("{'name':'a','annotations':{'k':'" + fits + "v'}}"))
        .containsExactly("metadata.annotations: Too long: may not be more than 262144 bytes");
  }

  @Test
  void ownersHaveAllMembersAndOneController() {
    assertThat(create("{'name':'a','ownerReferences':[{'apiVersion':'g/','kind':''}]}"))
        .containsExactly(
            "metadata.ownerReferences.apiVersion: Invalid value: \"g/\": version must not be empty",
            "metadata.ownerReferences.kind: Invalid value: \"\": must not be empty",
            "metadata.ownerReferences.name: Invalid value: \"\": must not be empty",
            "metadata.ownerReferences.uid: Invalid value: \"\": must not be empty");
    assertThat(
            create(
                "{'name':'a','ownerReferences':[{'uid':'u1','apiVersion':'v1','kind':'A','name':'n1','controller':true},{'apiVersion':'v1','kind':'B','name':'n2','uid':'u2','controller':true}]}"))
        .containsExactly(
            "metadata.ownerReferences: Invalid value:"
                + " [{\"apiVersion\":\"v1\",\"kind\":\"A\",\"name\":\"n1\",\"uid\":\"u1\",\"controller\":true},"
                + "{\"apiVersion\":\"v1\",\"kind\":\"B\",\"name\":\"n2\",\"uid\":\"u2\",\"controller\":true}]:"
                + " Only one reference can have Controller set to true. Found \"true\" in references"
                + " for A/n1 and B/n2");
    assertThat(
            create(
                "{'name':'a','ownerReferences':[{'apiVersion':'v1','kind':'Event','name':'n','uid':'u'}]}"))
        .containsExactly(
            "metadata.ownerReferences: Invalid value:"
                + " {\"apiVersion\":\"v1\",\"kind\":\"Event\",\"name\":\"n\",\"uid\":\"u\"}: /v1,"
                + " Kind=Event is disallowed from being an owner");
  }

  @Test
  void someMembersNeverChange() {
    String stored =
        "{'name':'a','uid':'u1','generation':3,'creationTimestamp':'2026-01-01T00:00:00Z'}";
    assertThat(update(stored, stored)).isEmpty();
    assertThat(
            update(
                "{'name':'a','uid':'u2','generation':2,'creationTimestamp':'2026-01-01T00:00:00Z','deletionTimestamp':'2026-01-01T00:00:00Z','deletionGracePeriodSeconds':5}",
                stored))
        .containsExactly(
            "metadata.generation: Invalid value: 2: must not be decremented",
            "metadata.uid: Invalid value: \"u2\": field is immutable",
            "metadata.deletionTimestamp: Invalid value: \"2026-01-01T00:00:00Z\": field is immutable",
            "metadata.deletionGracePeriodSeconds: Invalid value: 5: field is immutable");
  }

  @Test
  void aDyingObjectGetsNoNewFinalizers() {
    String stored =
        "{'name':'a','deletionTimestamp':'2026-01-01T00:00:00Z','finalizers':['a/b','c/d']}";
    assertThat(update(stored.replace("'a/b',", ""), stored)).isEmpty();
    assertThat(update(stored.replace("'a/b'", "'x/y','e/f'"), stored))
        .containsExactly(
            "metadata.finalizers: Forbidden: no new finalizers can be added if the object is being"
                + " deleted, found new finalizers []string{\"e/f\", \"x/y\"}");
  }

  @Test
  void duplicateOwnersAreRemovedWithAWarning() {
    String owner = "{'apiVersion':'v1','kind':'A','name':'n','uid':'u1'}";
    String other = owner.replace("'n'", "'m'");
    ObjectNode metadata = read("{'ownerReferences':[" + owner + "," + other + "," + owner + "]}");
    assertThat(OwnerReferences.removeDuplicates(metadata, false))
        .isEqualTo(
            ".metadata.ownerReferences contains duplicate entries; API server dedups owner"
                + " references in 1.20+, and may reject such requests as early as 1.24; please fix"
                + " your requests; duplicate UID(s) observed: u1");
    assertThat(GoJson.text(metadata))
        .isEqualTo(("{'ownerReferences':[" + owner + "," + other + "]}").replace('\'', '"'));
    assertThat(OwnerReferences.removeDuplicates(metadata, false)).isNull();
    assertThat(OwnerReferences.removeDuplicates(read("{}"), false)).isNull();
  }

  private static List<String> create(String metadata) {
    return texts(CLUSTERED.onCreate(read(metadata)));
  }

  private static List<String> update(String metadata, String stored) {
    return texts(CLUSTERED.onUpdate(read(metadata), read(stored)));
  }

  private static List<String> texts(List<FieldError> errors) {
    return errors.stream().map(FieldError::text).toList();
  }

  private static ObjectNode read(String json) {
    return MergePatch.parse(json.replace('\'', '"').getBytes(UTF_8)).patch();
  }
}
