package dev.clusterregistry.testing;

import dev.clusterregistry.client.ClusterRegistryClient;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedElement;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts and stops the registries that {@link WithRegistry} asks for. Uses only what JUnit 5 and 6
 * have alike.
 */
final class RegistryExtension
    implements BeforeAllCallback,
        AfterAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        ParameterResolver {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(RegistryExtension.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    start(context, context.getRequiredTestClass());
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    start(context, context.getRequiredTestMethod());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    stop(context);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    stop(context);
  }

  private static void start(ExtensionContext context, AnnotatedElement asking) {
    WithRegistry wanted = asking.getAnnotation(WithRegistry.class);
    if (wanted != null) {
      context
          .getStore(NAMESPACE)
          .put(TestRegistry.class, TestRegistry.start(kinds(context, wanted)));
    }
  }

  /** What an outer context has started stays. */
  private static void stop(ExtensionContext context) {
    TestRegistry started =
        context.getStore(NAMESPACE).remove(TestRegistry.class, TestRegistry.class);
    if (started != null) {
      started.close();
    }
  }

  private static List<String> kinds(ExtensionContext context, WithRegistry wanted) {
    List<String> kinds = new ArrayList<>();
    for (String resource : wanted.kinds()) {
      kinds.add(read(context.getRequiredTestClass(), resource));
    }
    return kinds;
  }

  private static String read(Class<?> test, String resource) {
    try (InputStream in = test.getResourceAsStream(resource)) {
      if (in == null) {
        throw new ExtensionConfigurationException(
            "expected the kind " + resource + " on the class path, as seen from " + test.getName());
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the kind " + resource, e);
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == TestRegistry.class
        || type == ClusterRegistryClient.class
        || type == KubernetesClient.class
        || type == URI.class
        || (type == Path.class && parameter.isAnnotated(Kubeconfig.class));
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    TestRegistry registry = running(context);
    Class<?> type = parameter.getParameter().getType();
    if (type == TestRegistry.class) {
      return registry;
    }
    if (type == ClusterRegistryClient.class) {
      return registry.client();
    }
    if (type == KubernetesClient.class) {
      return registry.client().kubernetes();
    }
    return type == URI.class ? registry.url() : registry.kubeconfig();
  }

  private static TestRegistry running(ExtensionContext context) {
    TestRegistry running = context.getStore(NAMESPACE).get(TestRegistry.class, TestRegistry.class);
    if (running == null) {
      throw new ExtensionConfigurationException(
          "no registry runs here: put @WithRegistry on the class, or on the test's method if no"
              + " constructor needs it");
    }
    return running;
  }
}
