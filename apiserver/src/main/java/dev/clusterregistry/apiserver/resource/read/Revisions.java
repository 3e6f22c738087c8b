package dev.clusterregistry.apiserver.resource.read;

import dev.clusterregistry.machinery.json.GoQuote;
import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.machinery.status.Statuses;
import dev.clusterregistry.machinery.validation.QueryValues;

/** Reads the resourceVersion parameter. */
final class Revisions {
  private Revisions() {}

  /**
   * @return 0 if absent
   * @throws StatusException 400
   */
  static long parse(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    try {
      return QueryValues.parseUint(text);
    } catch (IllegalArgumentException e) {
      throw Statuses.badRequest(
          "invalid resource version: resourceVersion: Invalid value: "
              + GoQuote.quote(text)
              + ": "
              + e.getMessage());
    }
  }
}
