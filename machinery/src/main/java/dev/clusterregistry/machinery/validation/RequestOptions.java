package dev.clusterregistry.machinery.validation;

import dev.clusterregistry.machinery.field.FieldError;
import dev.clusterregistry.machinery.field.FieldPath;
import dev.clusterregistry.machinery.status.GroupKind;
import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.machinery.status.Statuses;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The rules for CreateOptions, UpdateOptions, PatchOptions, DeleteOptions and ListOptions. Each
 * method returns if the options are valid.
 *
 * <p>Absent texts are empty, absent flags null, {@code dryRun} is the list of its values.
 */
public final class RequestOptions {
  private static final List<String> FIELD_VALIDATION = List.of("", "Ignore", "Strict", "Warn");
  private static final List<String> PROPAGATION = List.of("Foreground", "Background", "Orphan");
  private static final String EXACT = "Exact";
  private static final String NOT_OLDER_THAN = "NotOlderThan";
  private static final FieldPath MATCH = FieldPath.of("resourceVersionMatch");

  private RequestOptions() {}

  /**
   * @throws StatusException 422 naming CreateOptions
   */
  public static void checkCreate(String fieldManager, List<String> dryRun, String fieldValidation) {
    List<FieldError> errors = new ArrayList<>();
    write(fieldManager, dryRun, fieldValidation, errors);
    refuse("CreateOptions", errors);
  }

  /**
   * @throws StatusException 422 naming UpdateOptions
   */
  public static void checkUpdate(String fieldManager, List<String> dryRun, String fieldValidation) {
    List<FieldError> errors = new ArrayList<>();
    write(fieldManager, dryRun, fieldValidation, errors);
    refuse("UpdateOptions", errors);
  }

  /**
   * @param apply whether the patch is a server-side apply
   * @throws StatusException 422 naming PatchOptions
   */
  public static void checkPatch(
      boolean apply,
      @Nullable Boolean force,
      String fieldManager,
      List<String> dryRun,
      String fieldValidation) {
    List<FieldError> errors = new ArrayList<>();
    if (!apply && force != null) {
      errors.add(
          FieldError.forbidden(FieldPath.of("force"), "may not be specified for non-apply patch"));
    }
    if (apply && fieldManager.isEmpty()) {
      errors.add(FieldError.required(FieldPath.of("fieldManager"), "is required for apply patch"));
    }
    write(fieldManager, dryRun, fieldValidation, errors);
    refuse("PatchOptions", errors);
  }

  /**
   * @throws StatusException 422 naming DeleteOptions
   */
  public static void checkDelete(
      @Nullable Boolean orphanDependents, @Nullable String propagationPolicy, List<String> dryRun) {
    List<FieldError> errors = new ArrayList<>();
    if (propagationPolicy != null) {
      FieldPath path = FieldPath.of("propagationPolicy");
      if (orphanDependents != null) {
        errors.add(
            FieldError.invalid(
                path,
                propagationPolicy,
                "orphanDependents and deletionPropagation cannot be both set"));
      }
      if (!PROPAGATION.contains(propagationPolicy)) {
        List<String> supported = new ArrayList<>(PROPAGATION);
        supported.add("nil");
        errors.add(FieldError.notSupported(path, propagationPolicy, supported));
      }
    }
    dryRun(dryRun, errors);
    refuse("DeleteOptions", errors);
  }

  /**
   * @throws StatusException 422 naming ListOptions
   */
  public static void checkList(
      String resourceVersion,
      String resourceVersionMatch,
      String continueToken,
      @Nullable Boolean sendInitialEvents) {
    List<FieldError> errors = new ArrayList<>();
    if (!resourceVersionMatch.isEmpty()) {
      listMatch(resourceVersion, resourceVersionMatch, continueToken, errors);
    }
    if (sendInitialEvents != null) {
      errors.add(
          FieldError.forbidden(
              FieldPath.of("sendInitialEvents"), "sendInitialEvents is forbidden for list"));
    }
    refuse("ListOptions", errors);
  }

  private static void listMatch(
      String resourceVersion, String match, String continueToken, List<FieldError> errors) {
    if (resourceVersion.isEmpty()) {
      forbidMatch("is forbidden unless resourceVersion is provided", errors);
    }
    if (!continueToken.isEmpty()) {
      forbidMatch("is forbidden when continue is provided", errors);
    }
    if (!match.equals(EXACT) && !match.equals(NOT_OLDER_THAN)) {
      errors.add(FieldError.notSupported(MATCH, match, List.of(EXACT, NOT_OLDER_THAN, "")));
    }
    if (match.equals(EXACT) && resourceVersion.equals("0")) {
      forbidMatch("\"exact\" is forbidden for resourceVersion \"0\"", errors);
    }
  }

  /**
   * @throws StatusException 422 naming ListOptions
   */
  public static void checkWatch(
      String resourceVersionMatch, String continueToken, @Nullable Boolean sendInitialEvents) {
    List<FieldError> errors = new ArrayList<>();
    if (sendInitialEvents != null && !resourceVersionMatch.equals(NOT_OLDER_THAN)) {
      errors.add(
          FieldError.forbidden(
              MATCH, "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"));
    }
    if (!resourceVersionMatch.isEmpty()) {
      if (sendInitialEvents == null) {
        forbidMatch("is forbidden for watch unless sendInitialEvents is provided", errors);
      }
      if (!resourceVersionMatch.equals(NOT_OLDER_THAN)) {
        errors.add(FieldError.notSupported(MATCH, resourceVersionMatch, List.of(NOT_OLDER_THAN)));
      }
      if (!continueToken.isEmpty()) {
        forbidMatch("is forbidden when continue is provided", errors);
      }
    }
    refuse("ListOptions", errors);
  }

  private static void forbidMatch(String why, List<FieldError> errors) {
    errors.add(FieldError.forbidden(MATCH, "resourceVersionMatch " + why));
  }

  private static void write(
      String fieldManager, List<String> dryRun, String fieldValidation, List<FieldError> errors) {
    FieldManagers.check(fieldManager, FieldPath.of("fieldManager"), errors);
    dryRun(dryRun, errors);
    if (!FIELD_VALIDATION.contains(fieldValidation)) {
      errors.add(
          FieldError.notSupported(
              FieldPath.of("fieldValidation"), fieldValidation, FIELD_VALIDATION));
    }
  }

  private static void dryRun(List<String> dryRun, List<FieldError> errors) {
    for (String value : dryRun) {
      if (!value.equals("All")) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        dryRun.forEach(all::add);
        errors.add(FieldError.notSupported(FieldPath.of("dryRun"), all, List.of("All")));
        return;
      }
    }
  }

  private static void refuse(String kind, List<FieldError> errors) {
    if (!errors.isEmpty()) {
      throw Statuses.invalid(new GroupKind("meta.k8s.io", kind), "", errors);
    }
  }
}
