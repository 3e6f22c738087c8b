package dev.clusterregistry.apiserver.resource.transform;

import dev.clusterregistry.apiserver.request.Query;
import dev.clusterregistry.machinery.json.GoQuote;
import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.machinery.status.Statuses;

/** What a table row carries of its object. */
public enum IncludeObject {
  NONE,
  METADATA,
  OBJECT;

  /**
   * @throws StatusException 400
   */
  public static IncludeObject of(Query query) {
    String value = query.text("includeObject");
    return switch (value) {
      case "", "Metadata" -> METADATA;
      case "Object" -> OBJECT;
      case "None" -> NONE;
      default ->
          throw Statuses.badRequest(
              "Unable to convert to Table as requested: includeObject: Invalid value: "
                  + GoQuote.quote(value)
                  + ": must be 'Metadata', 'Object', 'None', or empty");
    };
  }
}
