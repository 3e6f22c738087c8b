package dev.clusterregistry.apiserver.resource.read;

import dev.clusterregistry.apiserver.cache.FieldMatch;
import dev.clusterregistry.apiserver.cache.KeyRange;
import dev.clusterregistry.apiserver.cache.ObjectFilter;
import dev.clusterregistry.apiserver.cache.ObjectMatch;
import dev.clusterregistry.apiserver.cache.Sight;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.resource.options.ListOptions;
import dev.clusterregistry.apiserver.resource.served.ServedResource;
import dev.clusterregistry.machinery.schema.KindVersion;
import dev.clusterregistry.machinery.schema.SelectableField;
import dev.clusterregistry.machinery.selector.FieldRequirement;
import dev.clusterregistry.machinery.selector.FieldSelector;
import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.machinery.status.Statuses;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which objects a list or watch is about.
 *
 * @param prefix of the keys in its scope
 * @param range where to look for them
 */
public record Selection(String prefix, KeyRange range, ObjectFilter filter) {

  /**
   * @param namespace empty for all
   * @param name that the path fixes; empty for a collection
   * @throws StatusException 400
   */
  static Selection of(ServedResource resource, String namespace, String name, ListOptions options) {
    List<SelectableField> selectable = resource.storageVersion().selectableFields();
    FieldSelector fields = options.fields();
    if (!fields.isEverything()) {
      fields.restrictedTo(names(resource.version(), selectable));
    }
    if (!name.isEmpty() && !admits(fields, name)) {
      throw Statuses.badRequest("fieldSelector metadata.name doesn't match requested name");
    }
    String onlyName = name.isEmpty() ? fields.exactly(FieldSelector.NAME) : name;
    String onlyNamespace = namespace;
    if (onlyNamespace.isEmpty() && resource.kind().namespaced()) {
      String selected = fields.exactly(FieldSelector.NAMESPACE);
      onlyNamespace = selected == null ? "" : selected;
    }
    ObjectFilter filter =
        new ObjectFilter(
            onlyNamespace.isEmpty() ? null : onlyNamespace,
            onlyName,
            options.labels(),
            matches(fields, selectable));
    String prefix = resource.prefix(namespace);
    return new Selection(prefix, range(resource, onlyNamespace, onlyName, prefix), filter);
  }

  /**
   * What of it the caller may see as of a revision; null if who might see what is forgotten. Blocks
   * where that has to be found out.
   *
   * @throws StatusException 500 if it has to be read from the store, and cannot be
   */
  @Nullable Selection seenBy(Call call, long revision) {
    return switch (call.sight()) {
      case Sight.Everything everything -> this;
      case Sight.Limited limited -> {
        ObjectMatch match = Freshness.answered(() -> limited.at(revision, call.request()));
        yield match == null ? null : new Selection(prefix, range, filter.and(match));
      }
    };
  }

  /** What the version lets clients select by, and the cache keeps of the storage version. */
  private static List<String> names(KindVersion version, List<SelectableField> kept) {
    List<String> names = new ArrayList<>();
    for (SelectableField field : version.selectableFields()) {
      for (SelectableField other : kept) {
        if (other.name().equals(field.name())) {
          names.add(field.name());
        }
      }
    }
    return names;
  }

  private static boolean admits(FieldSelector fields, String name) {
    for (FieldRequirement requirement : fields.requirements()) {
      if (requirement.field().equals(FieldSelector.NAME) && !requirement.matches(name)) {
        return false;
      }
    }
    return true;
  }

  /** A name leaves one key to look at, a namespace its own keys. */
  private static KeyRange range(
      ServedResource resource, String namespace, @Nullable String name, String prefix) {
    if (name != null && resource.kind().namespaced() == !namespace.isEmpty()) {
      String key = resource.key(namespace, name);
      return new KeyRange(key, key + '\0');
    }
    return KeyRange.ofPrefix(namespace.isEmpty() ? prefix : resource.prefix(namespace));
  }

  private static List<ObjectMatch> matches(FieldSelector fields, List<SelectableField> selectable) {
    if (fields.isEverything()) {
      return List.of();
    }
    List<ObjectMatch> matches = new ArrayList<>(fields.requirements().size());
    for (FieldRequirement requirement : fields.requirements()) {
      int field = index(requirement.field(), selectable);
      matches.add(new FieldMatch(field, requirement.value(), requirement.equal()));
    }
    return matches;
  }

  private static int index(String name, List<SelectableField> selectable) {
    return switch (name) {
      case FieldSelector.NAME -> FieldMatch.NAME;
      case FieldSelector.NAMESPACE -> FieldMatch.NAMESPACE;
      default -> {
        int index = 0;
        while (!selectable.get(index).name().equals(name)) {
          index++;
        }
        yield index;
      }
    };
  }
}
