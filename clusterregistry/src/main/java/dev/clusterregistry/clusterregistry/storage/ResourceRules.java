package dev.clusterregistry.clusterregistry.storage;

import dev.clusterregistry.apiserver.auth.config.ConfigurationNode;
import dev.clusterregistry.store.encryption.Seal;
import dev.clusterregistry.store.encryption.Seals;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the entries of {@code resources} one after the other: for which resources (such as {@code
 * clusters.clusterregistry.k8s.io}, {@code *.rbac.authorization.k8s.io}, {@code *.} for the group
 * without a name, {@code *.*}) which providers. What an earlier entry covers a later one cannot.
 */
final class ResourceRules {
  private static final String SEVERAL =
      "more than one provider specified in a single element, should split into different list"
          + " elements";
  private static final String NONE =
      "provider does not contain any of the expected providers: AESGCM, AESCBC, Identity";

  private final List<String> covered = new ArrayList<>();

  /** Null if there is nothing good in it; what is wrong is in the node's list of errors then. */
  Seals.@Nullable Rule read(ConfigurationNode entry) {
    entry.allow("resources", "providers");
    List<String> prefixes = prefixes(entry);
    List<Seal> seals = new ArrayList<>();
    List<ConfigurationNode> providers = entry.items("providers");
    if (providers.isEmpty()) {
      entry.required("providers", "at least one provider is needed");
    }
    providers.forEach(provider -> provider(provider, seals));
    return prefixes.isEmpty() || seals.isEmpty() ? null : new Seals.Rule(prefixes, seals);
  }

  private List<String> prefixes(ConfigurationNode entry) {
    List<String> prefixes = new ArrayList<>();
    List<ConfigurationNode> resources = entry.items("resources");
    if (resources.isEmpty()) {
      entry.required("resources", "at least one resource is needed");
    }
    for (ConfigurationNode resource : resources) {
      String name = resource.tree().asString("");
      String problem = problem(name);
      if (problem != null) {
        resource.invalid("", name, problem);
        continue;
      }
      String prefix = prefix(name);
      if (covered.stream().anyMatch(prefix::startsWith)) {
        resource.invalid("", name, "an entry before covers it already, so that this one is masked");
      }
      covered.add(prefix);
      prefixes.add(prefix);
    }
    return prefixes;
  }

  private static @Nullable String problem(String name) {
    if (name.isEmpty()) {
      return "must name a resource";
    }
    if (name.equals("*")) {
      return "use '*.' to encrypt all the resources from core API group or *.* to encrypt all"
          + " resources";
    }
    if (!name.equals(name.toLowerCase(Locale.ROOT))) {
      return "resource name should not contain capital letters";
    }
    boolean wildcard = name.indexOf('*') >= 0 && !name.equals("*.*");
    if (wildcard && (!name.startsWith("*.") || name.lastIndexOf('*') > 0)) {
      return "only *.GROUP, *. and *.* stand for several resources";
    }
    return name.startsWith(".") || name.contains("/") ? "must be RESOURCE.GROUP" : null;
  }

  /** What the keys of such objects begin with in the store. */
  private static String prefix(String name) {
    if (name.equals("*.*")) {
      return "/";
    }
    int dot = name.indexOf('.');
    String resource = dot < 0 ? name : name.substring(0, dot);
    String group = dot < 0 ? "" : name.substring(dot + 1);
    return "/" + group + "/" + (resource.equals("*") ? "" : resource + "/");
  }

  private static void provider(ConfigurationNode provider, List<Seal> seals) {
    provider.allow("aesgcm", "aescbc", "identity", "secretbox", "kms");
    List<String> given = new ArrayList<>();
    for (String name : List.of("aesgcm", "aescbc", "identity", "secretbox", "kms")) {
      if (provider.has(name)) {
        given.add(name);
      }
    }
    if (given.size() != 1) {
      provider.required("", given.isEmpty() ? NONE : SEVERAL);
      return;
    }
    ConfigurationNode settings = provider.child(given.getFirst());
    switch (given.getFirst()) {
      case "identity" -> {
        settings.allow();
        seals.add(new Seal.Plain());
      }
      case "aesgcm" -> keys(settings, Seal.AesGcm::new, seals);
      case "aescbc" -> keys(settings, Seal.AesCbc::new, seals);
      case "secretbox" ->
          provider.invalid(
              "secretbox", "", "is not supported: this server has aesgcm, aescbc and identity");
      default ->
          provider.invalid(
              "kms", "", "is not supported: this server has aesgcm, aescbc and identity");
    }
  }

  /** Makes a seal of a name and a secret. */
  private interface Maker {
    Seal of(String name, byte[] secret);
  }

  private static void keys(ConfigurationNode settings, Maker maker, List<Seal> seals) {
    settings.allow("keys");
    List<ConfigurationNode> keys = settings.items("keys");
    if (keys.isEmpty()) {
      settings.required("keys", "at least one key is needed");
    }
    Set<String> names = new HashSet<>();
    for (ConfigurationNode key : keys) {
      key.allow("name", "secret");
      String name = key.text("name");
      if (name.isEmpty()) {
        key.required("name", "a key needs a name");
      } else if (!names.add(name)) {
        key.invalid("name", name, "another key of this provider has that name");
      }
      byte[] secret = secret(key);
      if (secret != null && !name.isEmpty()) {
        seals.add(maker.of(name, secret));
      }
    }
  }

  private static byte @Nullable [] secret(ConfigurationNode key) {
    String text = key.text("secret");
    if (text.isEmpty()) {
      key.required("secret", "a key needs a secret");
      return null;
    }
    byte[] secret;
    try {
      secret = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      key.invalid("secret", "REDACTED", "secrets must be base64 encoded");
      return null;
    }
    if (secret.length != 16 && secret.length != 24 && secret.length != 32) {
      key.invalid(
          "secret",
          "REDACTED",
          "secret is not of the expected length, got "
              + secret.length
              + ", expected one of [16 24 32]");
      return null;
    }
    return secret;
  }
}
