package dev.drydock.cluster.junit;

import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.Installation;
import dev.drydock.cluster.LocalCluster;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.UpOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Implements {@link LocalClusterTest}. */
final class LocalClusterExtension
    implements BeforeAllCallback, ParameterResolver, AfterTestExecutionCallback {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(LocalClusterExtension.class);
  private static final int LOG_TAIL_BYTES = 16 * 1024;

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    Set<ServiceName> services = EnumSet.noneOf(ServiceName.class);
    AnnotationSupport.findAnnotation(context.getTestClass(), LocalClusterTest.class)
        .ifPresent(annotation -> services.addAll(Arrays.asList(annotation.value())));
    SharedCluster shared = shared(context);
    shared.open();
    shared.cluster().up(new UpOptions(services, false, false, Map.of()), System.err::println);
  }

  /** Stored in the root context, which closes it when the test run ends. */
  private static SharedCluster shared(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(SharedCluster.class, key -> new SharedCluster(), SharedCluster.class);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == LocalCluster.class
        || parameter.isAnnotated(Endpoint.class);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    try {
      LocalCluster cluster = shared(context).cluster();
      Optional<Endpoint> endpoint = parameter.findAnnotation(Endpoint.class);
      if (endpoint.isEmpty()) {
        return cluster;
      }
      String label = endpoint.get().value().label();
      String address = cluster.endpoints().get(label);
      if (address == null) {
        throw new ParameterResolutionException(
            label + " is not running: name it in the @LocalClusterTest of the class");
      }
      return address;
    } catch (ClusterException e) {
      throw new ParameterResolutionException(e.getMessage(), e);
    }
  }

  @Override
  public void afterTestExecution(ExtensionContext context) throws Exception {
    if (context.getExecutionException().isEmpty()) {
      return;
    }
    LocalCluster cluster = shared(context).cluster();
    for (ServiceName service : ServiceName.values()) {
      for (Path log : cluster.logs(service)) {
        String tail = tail(log);
        // JUnit refuses an entry without a value.
        if (!tail.isBlank()) {
          context.publishReportEntry(log.toString(), tail);
        }
      }
    }
  }

  private static String tail(Path log) throws IOException {
    byte[] all = Files.readAllBytes(log);
    int begin = Math.max(0, all.length - LOG_TAIL_BYTES);
    return new String(all, begin, all.length - begin, StandardCharsets.UTF_8);
  }

  /** One cluster for the test run, named after this process. */
  private static final class SharedCluster implements AutoCloseable {
    private LocalCluster cluster;

    synchronized void open() throws ClusterException, InterruptedException {
      if (cluster == null) {
        Installation installation = Installation.locate();
        LocalCluster.removeAbandoned(installation);
        cluster = LocalCluster.ofThisProcess(installation);
      }
    }

    synchronized LocalCluster cluster() {
      return cluster;
    }

    @Override
    public synchronized void close() throws ClusterException {
      if (cluster != null) {
        try {
          cluster.remove(System.err::println);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }
}
