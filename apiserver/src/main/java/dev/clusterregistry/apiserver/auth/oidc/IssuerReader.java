package dev.clusterregistry.apiserver.auth.oidc;

import dev.clusterregistry.apiserver.auth.cel.CelExpression;
import dev.clusterregistry.apiserver.auth.cel.CelExpression.Wanted;
import dev.clusterregistry.apiserver.auth.cel.CelVariable;
import dev.clusterregistry.apiserver.auth.config.ConfigurationNode;
import dev.clusterregistry.apiserver.auth.oidc.IssuerSettings.ClaimRule;
import dev.clusterregistry.apiserver.auth.oidc.IssuerSettings.Rule;
import dev.clusterregistry.apiserver.http.PemFiles;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads one item of the configuration's list of issuers, with the rules of kube-apiserver. */
final class IssuerReader {
  private final ConfigurationNode node;

  IssuerReader(ConfigurationNode node) {
    this.node = node;
  }

  IssuerSettings read() {
    node.allow("issuer", "claimValidationRules", "claimMappings", "userValidationRules");
    ConfigurationNode issuer =
        node.child("issuer")
            .allow(
                "url", "discoveryURL", "certificateAuthority", "audiences", "audienceMatchPolicy");
    String url = issuer.text("url");
    if (url.isEmpty()) {
      issuer.required("url", "");
    } else {
      checkUrl(issuer, "url");
    }
    List<ClaimRule> claimRules = claimRules();
    List<Rule> userRules = userRules();
    return new IssuerSettings(
        url,
        discovery(issuer, url),
        authorities(issuer),
        audiences(issuer),
        IssuerSettings.ALL_ALGORITHMS,
        claimRules,
        new MappingReader(node.child("claimMappings"), claimRules).read(),
        userRules);
  }

  private static String discovery(ConfigurationNode issuer, String url) {
    String given = issuer.text("discoveryURL");
    if (given.isEmpty()) {
      return withoutSlash(url) + "/.well-known/openid-configuration";
    }
    if (withoutSlash(given).equals(withoutSlash(url))) {
      issuer.invalid("discoveryURL", given, "discoveryURL must be different from URL");
    }
    checkUrl(issuer, "discoveryURL");
    return given;
  }

  private static String withoutSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  private static void checkUrl(ConfigurationNode issuer, String member) {
    String text = issuer.text(member);
    try {
      URI url = new URI(text);
      if (!"https".equals(url.getScheme()) || url.getHost() == null) {
        issuer.invalid(member, text, "URL scheme must be https");
      }
      if (url.getRawUserInfo() != null) {
        issuer.invalid(member, text, "URL must not contain a username or password");
      }
      if (url.getRawQuery() != null) {
        issuer.invalid(member, text, "URL must not contain a query");
      }
      if (url.getRawFragment() != null) {
        issuer.invalid(member, text, "URL must not contain a fragment");
      }
    } catch (URISyntaxException e) {
      issuer.invalid(member, text, "must be a URL");
    }
  }

  private static List<X509Certificate> authorities(ConfigurationNode issuer) {
    String pem = issuer.text("certificateAuthority");
    try {
      return pem.isEmpty()
          ? List.of()
          : PemFiles.certificates("certificateAuthority", pem.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      issuer.invalid(
          "certificateAuthority",
          "<omitted>",
          "data does not contain any valid RSA or ECDSA certificates");
      return List.of();
    }
  }

  private static List<String> audiences(ConfigurationNode issuer) {
    List<String> audiences = new ArrayList<>();
    for (ConfigurationNode each : issuer.items("audiences")) {
      String audience = each.tree().asString("");
      if (audience.isEmpty()) {
        each.required("", "");
      } else if (audiences.contains(audience)) {
        each.invalid("", audience, "duplicate value");
      }
      audiences.add(audience);
    }
    if (audiences.isEmpty()) {
      issuer.required(
          "audiences", "at least one " + issuer.path().child("audiences") + " is required");
    }
    String policy = issuer.text("audienceMatchPolicy");
    if (audiences.size() > 1 && !policy.equals("MatchAny")) {
      issuer.invalid(
          "audienceMatchPolicy",
          policy,
          "audienceMatchPolicy must be MatchAny for multiple audiences");
    } else if (!policy.isEmpty() && !policy.equals("MatchAny")) {
      issuer.invalid(
          "audienceMatchPolicy",
          policy,
          "audienceMatchPolicy must be empty or MatchAny for single audience");
    }
    return audiences;
  }

  private List<ClaimRule> claimRules() {
    List<ClaimRule> rules = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (ConfigurationNode each : node.items("claimValidationRules")) {
      each.allow("claim", "requiredValue", "expression", "message");
      String claim = each.text("claim");
      String expression = each.text("expression");
      if (!claim.isEmpty() && !expression.isEmpty()) {
        each.invalid("", claim, "claim and expression can't both be set");
      } else if (!claim.isEmpty()) {
        if (!each.text("message").isEmpty()) {
          each.invalid("message", each.text("message"), "may not be specified when claim is set");
        }
        checkSeen(each, "claim", seen);
        rules.add(new ClaimRule.Required(claim, each.text("requiredValue")));
      } else if (!expression.isEmpty()) {
        if (!each.text("requiredValue").isEmpty()) {
          each.invalid(
              "requiredValue",
              each.text("requiredValue"),
              "may not be specified when expression is set");
        }
        rule(each, CelVariable.CLAIMS, seen)
            .forEach(rule -> rules.add(new ClaimRule.Condition(rule)));
      } else {
        each.required("", "claim or expression is required");
      }
    }
    return rules;
  }

  private List<Rule> userRules() {
    List<Rule> rules = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (ConfigurationNode each : node.items("userValidationRules")) {
      each.allow("expression", "message");
      if (each.text("expression").isEmpty()) {
        each.required("expression", "");
      } else {
        rules.addAll(rule(each, CelVariable.USER, seen));
      }
    }
    return rules;
  }

  private static List<Rule> rule(ConfigurationNode each, CelVariable variable, Set<String> seen) {
    checkSeen(each, "expression", seen);
    CelExpression expression = each.expression("expression", variable, Wanted.TRUTH);
    return expression == null ? List.of() : List.of(new Rule(expression, each.text("message")));
  }

  private static void checkSeen(ConfigurationNode each, String member, Set<String> seen) {
    JsonNode value = each.tree().path(member);
    if (!seen.add(member + " " + value.asString(""))) {
      each.invalid(member, value.asString(""), "duplicate value");
    }
  }
}
