package dev.clusterregistry.apiserver.resource.options;

import dev.clusterregistry.apiserver.request.Query;
import dev.clusterregistry.machinery.selector.FieldSelector;
import dev.clusterregistry.machinery.selector.LabelSelector;
import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.machinery.status.Statuses;
import dev.clusterregistry.machinery.validation.QueryValues;
import dev.clusterregistry.machinery.validation.RequestOptions;

/** Reads {@link ListOptions} from query parameters, in Kubernetes' order of complaints. */
public final class ListOptionsReader {
  private ListOptionsReader() {}

  /**
   * @param forceWatch the path alone says that this is a watch
   * @throws StatusException 400 or 422
   */
  public static ListOptions read(Query query, boolean forceWatch) {
    if (query.isEmpty() && !forceWatch) {
      return ListOptions.ALL;
    }
    boolean watch = forceWatch || query.flag("watch");
    long timeoutSeconds = number(query, "timeoutSeconds");
    long limit = number(query, "limit");
    ListOptions options =
        new ListOptions(
            LabelSelector.parse(query.text("labelSelector")),
            FieldSelector.parse(query.text("fieldSelector")),
            watch,
            query.flag("allowWatchBookmarks"),
            query.text("resourceVersion"),
            query.text("resourceVersionMatch"),
            Math.max(0, limit),
            query.text("continue"),
            Math.max(0, timeoutSeconds),
            query.has("sendInitialEvents") ? query.flag("sendInitialEvents") : null);
    return watch ? checkedWatch(withWatchDefaults(options)) : checkedList(options);
  }

  private static ListOptions checkedList(ListOptions options) {
    RequestOptions.checkList(
        options.resourceVersion(),
        options.match(),
        options.continueToken(),
        options.sendInitialEvents());
    return options;
  }

  private static ListOptions checkedWatch(ListOptions options) {
    RequestOptions.checkWatch(
        options.match(), options.continueToken(), options.sendInitialEvents());
    return options;
  }

  /** A watch that names no version wants the state first. */
  private static ListOptions withWatchDefaults(ListOptions options) {
    if (options.sendInitialEvents() != null
        || !options.match().isEmpty()
        || !options.anyVersion()) {
      return options;
    }
    return new ListOptions(
        options.labels(),
        options.fields(),
        true,
        options.allowWatchBookmarks(),
        options.resourceVersion(),
        ListOptions.NOT_OLDER_THAN,
        options.limit(),
        options.continueToken(),
        options.timeoutSeconds(),
        true);
  }

  private static long number(Query query, String name) {
    String text = query.first(name);
    if (text == null) {
      return 0;
    }
    try {
      return QueryValues.parseInt(text);
    } catch (IllegalArgumentException e) {
      throw Statuses.badRequest(String.valueOf(e.getMessage()));
    }
  }
}
