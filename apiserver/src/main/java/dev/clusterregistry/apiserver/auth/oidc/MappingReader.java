package dev.clusterregistry.apiserver.auth.oidc;

import dev.clusterregistry.apiserver.auth.cel.CelExpression;
import dev.clusterregistry.apiserver.auth.cel.CelExpression.Wanted;
import dev.clusterregistry.apiserver.auth.cel.CelVariable;
import dev.clusterregistry.apiserver.auth.config.ConfigurationNode;
import dev.clusterregistry.apiserver.auth.oidc.IssuerSettings.ClaimRule;
import dev.clusterregistry.apiserver.auth.oidc.IssuerSettings.Extra;
import dev.clusterregistry.apiserver.auth.oidc.IssuerSettings.Mapping;
import dev.clusterregistry.apiserver.auth.oidc.IssuerSettings.Source;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads how claims become a user. */
final class MappingReader {
  private static final Source NONE = new Source.None();
  private static final Pattern EMAIL = Pattern.compile("claims\\.\\??email\\b(?!_)");
  private static final Pattern VERIFIED = Pattern.compile("claims\\.\\??email_verified\\b");
  private static final Pattern EXTRA_KEY =
      Pattern.compile("[a-z0-9.-]+/[A-Za-z0-9/._~%!$&'()*+,;=:-]+");
  private static final Pattern RESERVED = Pattern.compile("(.*\\.)?(k8s\\.io|kubernetes\\.io)/.*");

  private final ConfigurationNode node;
  private final List<ClaimRule> rules;

  MappingReader(ConfigurationNode node, List<ClaimRule> rules) {
    this.node = node;
    this.rules = rules;
  }

  Mapping read() {
    node.allow("username", "groups", "uid", "extra");
    Source username = prefixed("username", Wanted.TEXT);
    if (username instanceof Source.None) {
      ConfigurationNode user = node.child("username");
      if (user.text("claim").isEmpty() && user.text("expression").isEmpty()) {
        node.required("username", "claim or expression is required");
      }
    }
    List<Extra> extra = extra();
    checkEmail(username, extra);
    return new Mapping(username, prefixed("groups", Wanted.TEXTS), uid(), extra);
  }

  private Source prefixed(String member, Wanted wanted) {
    ConfigurationNode source = node.child(member);
    source.allow("claim", "prefix", "expression");
    String claim = source.text("claim");
    if (source.text("expression").isEmpty()) {
      if (!claim.isEmpty() && !source.has("prefix")) {
        source.required(
            "prefix",
            "prefix is required when claim is set. It can be set to an empty string to disable"
                + " prefixing");
      }
      return claim.isEmpty() ? NONE : new Source.Claim(claim, source.text("prefix"));
    }
    if (source.has("prefix")) {
      source.invalid(
          "prefix", source.text("prefix"), "may not be specified when expression is set");
    }
    return expression(source, claim, wanted);
  }

  private Source uid() {
    ConfigurationNode source = node.child("uid");
    source.allow("claim", "expression");
    String claim = source.text("claim");
    if (source.text("expression").isEmpty()) {
      return claim.isEmpty() ? NONE : new Source.Claim(claim, "");
    }
    return expression(source, claim, Wanted.TEXT);
  }

  private static Source expression(ConfigurationNode source, String claim, Wanted wanted) {
    if (!claim.isEmpty()) {
      source.invalid("", "", "claim and expression can't both be set");
      return NONE;
    }
    CelExpression expression = source.expression("expression", CelVariable.CLAIMS, wanted);
    return expression == null ? NONE : new Source.Expression(expression);
  }

  private List<Extra> extra() {
    List<Extra> extra = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (ConfigurationNode each : node.items("extra")) {
      each.allow("key", "valueExpression");
      String key = each.text("key");
      if (key.isEmpty()) {
        each.required("key", "");
      } else if (!key.equals(key.toLowerCase(Locale.ROOT))) {
        each.invalid("key", key, "must be lowercase");
      } else if (!EXTRA_KEY.matcher(key).matches()) {
        each.invalid("key", key, "must be a domain-prefixed path (such as \"acme.io/foo\")");
      } else if (RESERVED.matcher(key).matches()) {
        each.invalid(
            "key",
            key,
            "k8s.io, kubernetes.io and their subdomains are reserved for Kubernetes use");
      } else if (!seen.add(key)) {
        each.invalid("key", key, "duplicate value");
      }
      if (each.text("valueExpression").isEmpty()) {
        each.required("valueExpression", "");
        continue;
      }
      CelExpression value = each.expression("valueExpression", CelVariable.CLAIMS, Wanted.TEXTS);
      if (value != null) {
        extra.add(new Extra(key, value));
      }
    }
    return extra;
  }

  /** Whoever takes an address for a name must look whether it was verified. */
  private void checkEmail(Source username, List<Extra> extra) {
    if (!(username instanceof Source.Expression(CelExpression expression))
        || !EMAIL.matcher(expression.source()).find()) {
      return;
    }
    List<String> sources = new ArrayList<>();
    sources.add(expression.source());
    extra.forEach(each -> sources.add(each.value().source()));
    for (ClaimRule rule : rules) {
      if (rule instanceof ClaimRule.Condition condition) {
        sources.add(condition.rule().expression().source());
      }
    }
    if (sources.stream().noneMatch(source -> VERIFIED.matcher(source).find())) {
      node.child("username")
          .invalid(
              "expression",
              expression.source(),
              "claims.email_verified must be used in claimMappings.username.expression or"
                  + " claimMappings.extra[*].valueExpression or"
                  + " claimValidationRules[*].expression when claims.email is used in"
                  + " claimMappings.username.expression");
    }
  }
}
