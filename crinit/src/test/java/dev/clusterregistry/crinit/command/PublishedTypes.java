package dev.clusterregistry.crinit.command;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.APIService;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Compares objects with the types that fabric8 has made out of Kubernetes' published ones. */
final class PublishedTypes {
  private static final Map<String, Class<?>> TYPES =
      Map.ofEntries(
          Map.entry("Namespace", Namespace.class),
          Map.entry("Service", Service.class),
          Map.entry("Secret", Secret.class),
          Map.entry("PersistentVolumeClaim", PersistentVolumeClaim.class),
          Map.entry("ServiceAccount", ServiceAccount.class),
          Map.entry("ClusterRole", ClusterRole.class),
          Map.entry("ClusterRoleBinding", ClusterRoleBinding.class),
          Map.entry("RoleBinding", RoleBinding.class),
          Map.entry("Deployment", Deployment.class),
          Map.entry("PodDisruptionBudget", PodDisruptionBudget.class),
          Map.entry("APIService", APIService.class));

  private PublishedTypes() {}

  /** Paths of members that the object's type does not have. */
  static List<String> unknownMembers(JsonNode object) {
    List<String> unknown = new ArrayList<>();
    Class<?> type = Objects.requireNonNull(TYPES.get(object.path("kind").asString()));
    walk(object, type, "", unknown);
    return unknown;
  }

  private static void walk(JsonNode node, Type type, String path, List<String> unknown) {
    if (node.isArray()) {
      for (JsonNode item : node) {
        walk(item, argument(type, 0), path, unknown);
      }
    } else if (node.isObject() && type instanceof ParameterizedType) {
      node.properties().forEach(one -> walk(one.getValue(), argument(type, 1), path, unknown));
    } else if (node.isObject() && type instanceof Class<?> struct) {
      node.properties()
          .forEach(
              one -> {
                String member = path.isEmpty() ? one.getKey() : path + "." + one.getKey();
                field(struct, one.getKey())
                    .ifPresentOrElse(
                        field -> walk(one.getValue(), field.getGenericType(), member, unknown),
                        () -> unknown.add(member));
              });
    } else if (type instanceof Class<?> struct && isStruct(struct)) {
      unknown.add(path + " is no object");
    }
  }

  private static boolean isStruct(Class<?> type) {
    return type.getName().startsWith("io.fabric8")
        && type != Quantity.class
        && type != IntOrString.class;
  }

  private static Type argument(Type type, int index) {
    return type instanceof ParameterizedType generic
        ? generic.getActualTypeArguments()[index]
        : Object.class;
  }

  private static Optional<Field> field(Class<?> type, String member) {
    for (Field field : type.getDeclaredFields()) {
      JsonProperty property = field.getAnnotation(JsonProperty.class);
      if (property != null && property.value().equals(member)) {
        return Optional.of(field);
      }
    }
    return Optional.empty();
  }
}
