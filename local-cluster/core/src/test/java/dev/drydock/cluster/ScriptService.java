package dev.drydock.cluster;

import dev.drydock.cluster.service.ClusterContext;
import dev.drydock.cluster.service.Configuration;
import dev.drydock.cluster.service.Plan;
import dev.drydock.cluster.service.Program.CommandProgram;
import dev.drydock.cluster.service.Readiness;
import dev.drydock.cluster.service.Service;
import dev.drydock.cluster.service.Step.Daemon;
import dev.drydock.cluster.service.Step.Task;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** A service of shell scripts, under the name of a real one. */
record ScriptService(ServiceName name, Set<ServiceName> dependsOn, Plan plan) implements Service {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** A script that is to succeed; its working folder is the cluster's data. */
  static Task task(String name, String script) {
    return new Task(name, program(name, script), LIMIT);
  }

  /** A script that prints {@code ready} and stays. */
  static Daemon daemon(String name, String script) {
    return daemon(name, script, LIMIT);
  }

  static Daemon daemon(String name, String script, Duration limit) {
    return new Daemon(
        name, program(name, script), Readiness.logLine(Pattern.compile("^ready$")), limit);
  }

  private static CommandProgram program(String name, String script) {
    return new CommandProgram(name, List.of("sh", "-c", script), Map.of());
  }

  @Override
  public String summary() {
    return "scripts";
  }

  @Override
  public List<String> portKeys(boolean separate) {
    return List.of(name.label());
  }

  @Override
  public void configure(ClusterContext context, Configuration configuration) {
    configuration.text(name.label() + ".conf", context.address(name.label()));
  }

  @Override
  public Plan plan(ClusterContext context) {
    return plan;
  }

  @Override
  public String endpoint(ClusterContext context) {
    return context.address(name.label());
  }

  @Override
  public Map<String, String> environment(ClusterContext context) {
    return Map.of(name.name() + "_ADDRESS", endpoint(context));
  }
}
