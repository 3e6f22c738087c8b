package dev.clusterregistry.apiserver.discovery;

import dev.clusterregistry.machinery.schema.Kind;
import dev.clusterregistry.machinery.schema.KindVersion;
import dev.clusterregistry.machinery.schema.Subresource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The documents of meta/v1: one for all groups, one per group, one per group and version. */
final class ClassicDocuments {
  private ClassicDocuments() {}

  static ObjectNode groupList(List<ServedGroups.Group> groups) {
    ObjectNode list = start("APIGroupList");
    ArrayNode members = list.putArray("groups");
    for (ServedGroups.Group group : groups) {
      if (!group.name().isEmpty()) {
        addGroup(members.addObject(), group);
      }
    }
    return list;
  }

  /** The versions of the core group, which alone are below another root. */
  static ObjectNode coreVersions(ServedGroups.Group core, String serverAddress) {
    ObjectNode document = JsonNodeFactory.instance.objectNode().put("kind", "APIVersions");
    core.versions().keySet().forEach(document.putArray("versions")::add);
    document
        .putArray("serverAddressByClientCIDRs")
        .addObject()
        .put("clientCIDR", "0.0.0.0/0")
        .put("serverAddress", serverAddress);
    return document;
  }

  static ObjectNode group(ServedGroups.Group group) {
    ObjectNode document = start("APIGroup");
    addGroup(document, group);
    return document;
  }

  private static void addGroup(ObjectNode target, ServedGroups.Group group) {
    target.put("name", group.name());
    ArrayNode versions = target.putArray("versions");
    for (String version : group.versions().keySet()) {
      versions.addObject().put("groupVersion", group.groupVersion(version)).put("version", version);
    }
    target
        .putObject("preferredVersion")
        .put("groupVersion", group.groupVersion(group.preferred()))
        .put("version", group.preferred());
  }

  static ObjectNode resourceList(String groupVersion, List<KindVersion> resources) {
    ObjectNode list = start("APIResourceList").put("groupVersion", groupVersion);
    ArrayNode members = list.putArray("resources");
    for (KindVersion version : resources) {
      addResource(members.addObject(), version);
      for (Subresource part : version.subresources()) {
        ObjectNode member = members.addObject();
        member.put("name", version.kind().plural() + "/" + part.path()).put("singularName", "");
        member.put("namespaced", version.kind().namespaced()).put("kind", version.kind().kind());
        addAll(member.putArray("verbs"), part.verbs());
      }
    }
    return list;
  }

  private static void addResource(ObjectNode target, KindVersion version) {
    Kind kind = version.kind();
    target.put("name", kind.plural()).put("singularName", kind.singular());
    target.put("namespaced", kind.namespaced()).put("kind", kind.kind());
    addAll(target.putArray("verbs"), kind.options().verbs());
    if (!kind.shortNames().isEmpty()) {
      addAll(target.putArray("shortNames"), kind.shortNames());
    }
    if (!kind.categories().isEmpty()) {
      addAll(target.putArray("categories"), kind.categories());
    }
    if (kind.options().stored()) {
      target.put("storageVersionHash", storageVersionHash(kind));
    }
  }

  /** By which controllers see that objects are stored in another version than before. */
  static String storageVersionHash(Kind kind) {
    String text = kind.group() + "/" + kind.storageVersion().version() + "/" + kind.kind();
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(Arrays.copyOf(digest, 8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  private static ObjectNode start(String kind) {
    return JsonNodeFactory.instance.objectNode().put("kind", kind).put("apiVersion", "v1");
  }

  static void addAll(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }
}
