package dev.clusterregistry.apiserver.resource.options;

import dev.clusterregistry.apiserver.request.Query;
import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.machinery.validation.RequestOptions;
import java.util.List;

/**
 * The options of create, update and patch, checked.
 *
 * @param fieldManager empty if the client leaves it to the server
 * @param force whether an apply may take fields from their owners
 */
public record WriteOptions(
    boolean dryRun, String fieldManager, boolean force, FieldValidation fieldValidation) {
  private static final WriteOptions NONE = new WriteOptions(false, "", false, FieldValidation.WARN);

  /** What becomes of unknown and duplicate fields. */
  public enum FieldValidation {
    IGNORE,
    WARN,
    STRICT
  }

  /**
   * @throws StatusException 422
   */
  public static WriteOptions forCreate(Query query) {
    if (query.isEmpty()) {
      return NONE;
    }
    List<String> dryRun = query.all("dryRun");
    RequestOptions.checkCreate(query.text("fieldManager"), dryRun, query.text("fieldValidation"));
    return of(query, dryRun);
  }

  /**
   * @throws StatusException 422
   */
  public static WriteOptions forUpdate(Query query) {
    if (query.isEmpty()) {
      return NONE;
    }
    List<String> dryRun = query.all("dryRun");
    RequestOptions.checkUpdate(query.text("fieldManager"), dryRun, query.text("fieldValidation"));
    return of(query, dryRun);
  }

  /**
   * @param apply whether it is an apply patch
   * @throws StatusException 422
   */
  public static WriteOptions forPatch(Query query, boolean apply) {
    if (query.isEmpty() && !apply) {
      return NONE;
    }
    List<String> dryRun = query.all("dryRun");
    Boolean force = query.has("force") ? query.flag("force") : null;
    RequestOptions.checkPatch(
        apply, force, query.text("fieldManager"), dryRun, query.text("fieldValidation"));
    return of(query, dryRun);
  }

  private static WriteOptions of(Query query, List<String> dryRun) {
    FieldValidation validation =
        switch (query.text("fieldValidation")) {
          case "Ignore" -> FieldValidation.IGNORE;
          case "Strict" -> FieldValidation.STRICT;
          default -> FieldValidation.WARN;
        };
    return new WriteOptions(
        !dryRun.isEmpty(), query.text("fieldManager"), query.flag("force"), validation);
  }
}
