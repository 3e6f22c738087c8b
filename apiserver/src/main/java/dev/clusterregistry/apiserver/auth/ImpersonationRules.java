package dev.clusterregistry.apiserver.auth;

import dev.clusterregistry.apiserver.request.RequestInfo;
import dev.clusterregistry.machinery.json.GoQuote;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What is asked about the groups and the further facts of somebody for whom another acts.
 *
 * @param strict what means nothing, or all rights, is allowed to nobody; and who may claim any
 *     group, or any fact, need not be asked about many one by one
 */
record ImpersonationRules(boolean strict) {
  private static final int MANY = 4;
  private static final String ANY = "*";

  void addGroups(
      List<String> groups, Function<String, RequestInfo> action, List<ImpersonationQuestion> to) {
    if (strict && groups.contains("")) {
      to.add(
          ImpersonationQuestion.never(
              action.apply(""), "impersonating the empty string group is not allowed"));
    }
    if (strict && groups.contains("system:masters")) {
      to.add(
          ImpersonationQuestion.never(
              action.apply("system:masters"),
              "impersonating the system:masters group is not allowed"));
    }
    List<RequestInfo> each = groups.stream().map(action).toList();
    add(each, strict && groups.size() >= MANY ? List.of(action.apply(ANY)) : List.of(), to);
  }

  void addExtra(
      Map<String, List<String>> extra,
      BiFunction<String, String, RequestInfo> action,
      List<ImpersonationQuestion> to) {
    List<RequestInfo> each = new ArrayList<>();
    extra.forEach((key, values) -> values.forEach(value -> each.add(action.apply(key, value))));
    if (strict) {
      extra.forEach(
          (key, values) -> {
            String problem = problem(key, values);
            if (!problem.isEmpty()) {
              to.add(ImpersonationQuestion.never(action.apply("", ""), problem));
            }
          });
    }
    add(each, strict && each.size() >= MANY ? List.of(action.apply(ANY, ANY)) : List.of(), to);
  }

  private static void add(
      List<RequestInfo> each, List<RequestInfo> any, List<ImpersonationQuestion> to) {
    for (RequestInfo one : each) {
      List<RequestInfo> oneOf = new ArrayList<>(any);
      oneOf.add(one);
      to.add(new ImpersonationQuestion(oneOf, ""));
    }
  }

  private static String problem(String key, List<String> values) {
    if (key.isEmpty()) {
      return "impersonating the empty string key in extra is not allowed";
    }
    if (!key.equals(key.toLowerCase(Locale.ROOT))) {
      return "impersonating a non-lowercase key in extra is not allowed: " + GoQuote.quote(key);
    }
    return values.contains("")
        ? "impersonating the empty string value in extra is not allowed"
        : "";
  }
}
