package dev.clusterregistry.apiserver.auth.oidc;

import dev.clusterregistry.apiserver.auth.cel.FailedExpressionException;
import dev.clusterregistry.apiserver.auth.oidc.IssuerSettings.ClaimRule;
import dev.clusterregistry.apiserver.auth.oidc.IssuerSettings.Extra;
import dev.clusterregistry.apiserver.auth.oidc.IssuerSettings.Rule;
import dev.clusterregistry.apiserver.auth.oidc.IssuerSettings.Source;
import dev.clusterregistry.apiserver.request.User;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes a user of verified claims, or says why they make none. */
final class ClaimsToUser {
  private final IssuerSettings settings;

  ClaimsToUser(IssuerSettings settings) {
    this.settings = settings;
  }

  /** Claims that make no user. Its message is for the log. */
  static final class UnacceptableException extends Exception {
    private static final long serialVersionUID = 1;

    UnacceptableException(String message) {
      super(message, null, false, false);
    }
  }

  User user(JsonNode claims) throws UnacceptableException {
    try {
      checkClaims(claims);
      String name = text(settings.mapping().username(), claims);
      if (name.isEmpty()) {
        throw new UnacceptableException("the claims name no user");
      }
      List<String> groups = texts(settings.mapping().groups(), claims);
      String uid = text(settings.mapping().uid(), claims);
      Map<String, List<String>> extra = new LinkedHashMap<>();
      for (Extra each : settings.mapping().extra()) {
        List<String> values = each.value().texts(claims);
        if (!values.isEmpty()) {
          extra.put(each.key(), values);
        }
      }
      checkUser(new User(name, uid, groups, extra));
      return User.authenticated(name, uid, groups, extra);
    } catch (FailedExpressionException e) {
      throw new UnacceptableException(String.valueOf(e.getMessage()));
    }
  }

  private void checkClaims(JsonNode claims)
      throws UnacceptableException, FailedExpressionException {
    for (ClaimRule rule : settings.claimRules()) {
      switch (rule) {
        case ClaimRule.Required required -> {
          JsonNode value = claims.path(required.claim());
          if (!value.isString() || !value.asString().equals(required.value())) {
            throw new UnacceptableException("claim " + required.claim() + " is not as required");
          }
        }
        case ClaimRule.Condition condition -> check(condition.rule(), claims);
      }
    }
  }

  private static void check(Rule rule, JsonNode value)
      throws UnacceptableException, FailedExpressionException {
    if (!rule.expression().holds(value)) {
      String message = rule.message();
      throw new UnacceptableException(
          "validation expression '"
              + rule.expression().source()
              + "' failed"
              + (message.isEmpty() ? "" : ": " + message));
    }
  }

  private void checkUser(User user) throws UnacceptableException, FailedExpressionException {
    if (settings.userRules().isEmpty()) {
      return;
    }
    ObjectNode tree = JsonMapper.shared().createObjectNode();
    tree.put("username", user.name()).put("uid", user.uid());
    ArrayNode groups = tree.putArray("groups");
    user.groups().forEach(groups::add);
    ObjectNode extra = tree.putObject("extra");
    user.extra()
        .forEach(
            (key, values) -> {
              ArrayNode array = extra.putArray(key);
              values.forEach(array::add);
            });
    for (Rule rule : settings.userRules()) {
      check(rule, tree);
    }
  }

  private static String text(Source source, JsonNode claims)
      throws UnacceptableException, FailedExpressionException {
    return switch (source) {
      case Source.None none -> "";
      case Source.Expression expression -> expression.expression().text(claims);
      case Source.Claim claim -> {
        JsonNode value = claims.path(claim.name());
        if (!value.isString()) {
          throw new UnacceptableException("claim " + claim.name() + " is no string");
        }
        if (claim.name().equals("email") && !isVerified(claims)) {
          throw new UnacceptableException("the email address is not verified");
        }
        yield value.asString().isEmpty() ? "" : claim.prefix() + value.asString();
      }
    };
  }

  /** An issuer that does not say counts as one that has verified. */
  private static boolean isVerified(JsonNode claims) {
    JsonNode verified = claims.path("email_verified");
    return verified.isMissingNode() || (verified.isBoolean() && verified.asBoolean());
  }

  private static List<String> texts(Source source, JsonNode claims)
      throws UnacceptableException, FailedExpressionException {
    return switch (source) {
      case Source.None none -> List.of();
      case Source.Expression expression -> expression.expression().texts(claims);
      case Source.Claim claim -> texts(claim, claims.path(claim.name()));
    };
  }

  /** A string or a list of strings; none if the claim is absent. */
  private static List<String> texts(Source.Claim claim, JsonNode value)
      throws UnacceptableException {
    if (value.isMissingNode() || value.isNull()) {
      return List.of();
    }
    if (value.isString()) {
      return List.of(claim.prefix() + value.asString());
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode each : value) {
      if (!each.isString()) {
        throw new UnacceptableException("claim " + claim.name() + " is no list of strings");
      }
      texts.add(claim.prefix() + each.asString());
    }
    if (!value.isArray()) {
      throw new UnacceptableException("claim " + claim.name() + " is no list of strings");
    }
    return texts;
  }
}
