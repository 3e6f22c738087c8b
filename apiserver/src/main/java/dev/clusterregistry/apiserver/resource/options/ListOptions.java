package dev.clusterregistry.apiserver.resource.options;

import dev.clusterregistry.machinery.selector.FieldSelector;
import dev.clusterregistry.machinery.selector.LabelSelector;
import org.jspecify.annotations.Nullable;

/**
 * What a list, a watch or a deletion of a collection is asked to cover, checked.
 *
 * @param resourceVersion as sent; empty if absent
 * @param match empty, Exact or NotOlderThan
 * @param limit 0 if there is none
 * @param continueToken empty on the first page
 * @param timeoutSeconds 0 if the client leaves it to the server
 * @param sendInitialEvents null if the client does not say, not even by leaving out the version
 */
public record ListOptions(
    LabelSelector labels,
    FieldSelector fields,
    boolean watch,
    boolean allowWatchBookmarks,
    String resourceVersion,
    String match,
    long limit,
    String continueToken,
    long timeoutSeconds,
    @Nullable Boolean sendInitialEvents) {
  public static final String EXACT = "Exact";
  public static final String NOT_OLDER_THAN = "NotOlderThan";

  /** A list of everything. */
  static final ListOptions ALL =
      new ListOptions(
          LabelSelector.EVERYTHING, FieldSelector.EVERYTHING, false, false, "", "", 0, "", 0, null);

  /** The client takes whatever the server has at hand, or does not care. */
  public boolean anyVersion() {
    return resourceVersion.isEmpty() || resourceVersion.equals("0");
  }
}
