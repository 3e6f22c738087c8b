package dev.clusterregistry.client;

import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which clusters are meant.
 *
 * @param labelSelector as in {@code kubectl get -l}; empty for any labels
 * @param fieldSelector as in {@code --field-selector}, such as {@code metadata.name=a}; empty for
 *     any
 */
public record Selection(String labelSelector, String fieldSelector) {
  private static final Selection ALL = new Selection("", "");
  private static final Pattern REQUIREMENT = Pattern.compile("([^=!]+)(==?|!=)(.*)");

  /** Every cluster. */
  public static Selection all() {
    return ALL;
  }

  /** Those whose labels match. */
  public static Selection labels(String selector) {
    return new Selection(selector, "");
  }

  /** Those whose fields match. */
  public static Selection fields(String selector) {
    return new Selection("", selector);
  }

  /** Those of them whose fields match too. */
  public Selection andFields(String selector) {
    return new Selection(labelSelector, selector);
  }

  ListOptions options() {
    return builder().build();
  }

  /**
   * @param limit how many objects a page has at most
   * @param token where the page begins; empty for the first
   */
  ListOptions page(long limit, String token) {
    return builder().withLimit(limit).withContinue(token.isEmpty() ? null : token).build();
  }

  /** As the end of a URL; empty for all. */
  String query() {
    StringBuilder query = new StringBuilder();
    if (!labelSelector.isEmpty()) {
      query.append("?labelSelector=").append(encoded(labelSelector));
    }
    if (!fieldSelector.isEmpty()) {
      query.append(query.isEmpty() ? '?' : '&').append("fieldSelector=");
      query.append(encoded(fieldSelector));
    }
    return query.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The operation, narrowed to these. */
  <T, L, R> FilterWatchListDeletable<T, L, R> of(FilterWatchListDeletable<T, L, R> operation) {
    FilterWatchListDeletable<T, L, R> narrowed = operation;
    if (!labelSelector.isEmpty()) {
      narrowed = narrowed.withLabelSelector(labelSelector);
    }
    for (String requirement : fieldSelector.isEmpty() ? new String[0] : fieldSelector.split(",")) {
      Matcher parts = REQUIREMENT.matcher(requirement);
      if (!parts.matches()) {
        throw new IllegalArgumentException(
            "expected path=value or path!=value in a field selector, got " + requirement);
      }
      narrowed =
          parts.group(2).equals("!=")
              ? narrowed.withoutField(parts.group(1), parts.group(3))
              : narrowed.withField(parts.group(1), parts.group(3));
    }
    return narrowed;
  }

  private ListOptionsBuilder builder() {
    return new ListOptionsBuilder()
        .withLabelSelector(labelSelector.isEmpty() ? null : labelSelector)
        .withFieldSelector(fieldSelector.isEmpty() ? null : fieldSelector);
  }
}
