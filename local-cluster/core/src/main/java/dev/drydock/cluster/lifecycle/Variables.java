package dev.drydock.cluster.lifecycle;

import static dev.drydock.cluster.ServiceName.LOCALSTACK;
import static dev.drydock.cluster.ServiceName.S3;

import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.service.ClusterContext;
import dev.drydock.cluster.service.Service;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The environment variables of several services together. */
final class Variables {
  /**
   * For each variable that several services set, the services in order of precedence: the value of
   * the first that is up is used. Services that all set a variable to the same value need no line
   * here.
   */
  static final Map<String, List<ServiceName>> OWNERS =
      Map.of(
          "AWS_ENDPOINT_URL", List.of(S3, LOCALSTACK),
          "AWS_ACCESS_KEY_ID", List.of(S3, LOCALSTACK),
          "AWS_SECRET_ACCESS_KEY", List.of(S3, LOCALSTACK));

  private Variables() {}

  static Map<String, String> of(Collection<Service> services, ClusterContext context)
      throws ClusterException {
    Map<String, Map<ServiceName, String>> values = new TreeMap<>();
    for (Service service : services) {
      service
          .environment(context)
          .forEach(
              (variable, value) ->
                  values
                      .computeIfAbsent(variable, key -> new LinkedHashMap<>())
                      .put(service.name(), value));
    }
    Map<String, String> variables = new TreeMap<>();
    values.forEach((variable, own) -> variables.put(variable, value(variable, own)));
    return variables;
  }

  private static String value(String variable, Map<ServiceName, String> values) {
    if (values.values().stream().distinct().count() == 1) {
      return values.values().iterator().next();
    }
    return OWNERS.getOrDefault(variable, List.of()).stream()
        .filter(values::containsKey)
        .findFirst()
        .map(values::get)
        .orElseThrow(
            () -> new IllegalStateException(variable + " has no owner among " + values.keySet()));
  }
}
