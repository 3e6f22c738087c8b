package dev.clusterregistry.client;

import dev.clusterregistry.client.v1alpha1.ClusterList;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The pages of one list, fetched one by one. All are of the same revision. */
final class Pages implements Iterator<ClusterList> {
  private final Function<String, ClusterList> fetch;
  private @Nullable String next = "";

  /**
   * @param fetch gets the page that begins at a token
   */
  Pages(Function<String, ClusterList> fetch) {
    this.fetch = fetch;
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public ClusterList next() {
    String token = next;
    if (token == null) {
      throw new NoSuchElementException("that was the last page");
    }
    ClusterList page = fetch.apply(token);
    String after = page.getMetadata().getContinue();
    next = after == null || after.isEmpty() ? null : after;
    return page;
  }
}
