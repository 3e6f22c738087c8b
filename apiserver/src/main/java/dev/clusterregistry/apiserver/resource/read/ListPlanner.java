package dev.clusterregistry.apiserver.resource.read;

import dev.clusterregistry.apiserver.cache.CachedResource;
import dev.clusterregistry.apiserver.cache.KeyRange;
import dev.clusterregistry.apiserver.cache.Page;
import dev.clusterregistry.apiserver.cache.Snapshot;
import dev.clusterregistry.apiserver.cache.WatchCache;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.resource.options.ContinueToken;
import dev.clusterregistry.apiserver.resource.options.ListOptions;
import dev.clusterregistry.apiserver.resource.served.ServedResource;
import dev.clusterregistry.apiserver.resource.transform.ListMeta;
import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.machinery.status.Statuses;
import org.jspecify.annotations.Nullable;

/**
 * Decides which state a list is answered from, by resourceVersion, its match, limit and continue
 * token, and where the page ends.
 */
public final class ListPlanner {
  private static final String EXPIRED_PAGE =
      "The provided continue parameter is too old to display a consistent list result. You can start"
          + " a new list without the continue parameter, or use the continue token in this response"
          + " to retrieve the remainder of the results. Continuing with the provided token results"
          + " in an inconsistent list - objects that were created, modified, or deleted between the"
          + " time the first chunk was returned and now may show up in the list.";
  private static final String EXPIRED_LIST =
      "The resourceVersion for the provided list is too old.";

  private final WatchCache cache;
  private final Freshness freshness;

  public ListPlanner(WatchCache cache, Freshness freshness) {
    this.cache = cache;
    this.freshness = freshness;
  }

  /**
   * @param namespace empty for all
   * @throws StatusException 400, 410 or 504
   */
  public ListPlan plan(Call call, ServedResource resource, String namespace, ListOptions options) {
    Selection selection = Selection.of(resource, namespace, "", options);
    if (!options.continueToken().isEmpty()) {
      return nextPage(call, resource.cached(), selection, options);
    }
    Snapshot snapshot = snapshot(call, resource.cached(), options);
    // As in Kubernetes, whoever takes any version gets all of it.
    long limit = options.resourceVersion().equals("0") ? 0 : options.limit();
    return page(call, snapshot, selection, selection.range(), limit);
  }

  private Snapshot snapshot(Call call, CachedResource resource, ListOptions options) {
    if (options.resourceVersion().isEmpty()) {
      return freshness.latest(call, resource);
    }
    long revision = Revisions.parse(options.resourceVersion());
    boolean exact =
        switch (options.match()) {
          case ListOptions.EXACT -> true;
          // What clients had before there was a match: a limit asks for one consistent state.
          case "" -> options.limit() > 0 && revision > 0;
          default -> false;
        };
    if (exact) {
      return exactly(call, resource, revision, EXPIRED_LIST, null);
    }
    return revision == 0
        ? freshness.any(resource)
        : freshness.notOlderThan(call, resource, revision);
  }

  private ListPlan nextPage(
      Call call, CachedResource resource, Selection selection, ListOptions options) {
    ContinueToken token = ContinueToken.decode(options.continueToken());
    if (!options.anyVersion()) {
      throw Statuses.badRequest("specifying resource version is not allowed when using continue");
    }
    Snapshot snapshot =
        token.revision() < 0
            ? freshness.latest(call, resource)
            : exactly(
                call,
                resource,
                token.revision(),
                EXPIRED_PAGE,
                new ContinueToken(-1, token.start()));
    String from = selection.prefix() + token.start();
    KeyRange range = selection.range();
    KeyRange rest = range.from().compareTo(from) < 0 ? new KeyRange(from, range.until()) : range;
    return page(call, snapshot, selection, rest, options.limit());
  }

  private Snapshot exactly(
      Call call,
      CachedResource resource,
      long revision,
      String expired,
      @Nullable ContinueToken goOn) {
    Snapshot snapshot = freshness.exactly(call, resource, revision);
    if (snapshot != null) {
      return snapshot;
    }
    StatusException failure = Statuses.expired(expired);
    throw goOn == null
        ? failure
        : new StatusException(failure.status().withContinueToken(goOn.encode()));
  }

  private ListPlan page(
      Call call, Snapshot snapshot, Selection selected, KeyRange range, long limit) {
    Freshness.whole(snapshot);
    Selection selection = selected.seenBy(call, snapshot.revision());
    if (selection == null) {
      throw Statuses.expired(EXPIRED_LIST);
    }
    Page page = snapshot.page(range, selection.filter(), limit);
    String last = page.last();
    if (last == null) {
      ListMeta meta = new ListMeta(snapshot.revision(), "", -1);
      return new ListPlan(snapshot, selection, page, meta);
    }
    cache.retain(snapshot);
    String start = last.substring(selection.prefix().length()) + '\0';
    ListMeta meta =
        new ListMeta(
            snapshot.revision(),
            new ContinueToken(snapshot.revision(), start).encode(),
            page.remaining());
    return new ListPlan(snapshot, selection, page, meta);
  }
}
