package dev.drydock.cluster.services;

import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.Installation;
import dev.drydock.cluster.Requirement;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.service.ClusterContext;
import dev.drydock.cluster.service.Configuration;
import dev.drydock.cluster.service.Plan;
import dev.drydock.cluster.service.Ports;
import dev.drydock.cluster.service.Program.CommandProgram;
import dev.drydock.cluster.service.Readiness;
import dev.drydock.cluster.service.Service;
import dev.drydock.cluster.service.Step.Daemon;
import dev.drydock.cluster.state.StateFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A Redis server with a password of its own, which keeps its data across restarts. */
final class RedisService implements Service {
  private static final String PORT = "redis";
  private static final String CONFIGURATION = "redis.conf";

  @Override
  public ServiceName name() {
    return ServiceName.REDIS;
  }

  @Override
  public String summary() {
    return "Redis 6.2";
  }

  @Override
  public List<Requirement> requirements(Installation installation) {
    return List.of(
        program(installation).isPresent()
            ? Requirement.met("redis", "a server for " + platform())
            : Requirement.absent(
                "redis", "no server for " + platform(), "only Linux and macOS have one"));
  }

  @Override
  public List<String> portKeys(boolean separate) {
    return List.of(PORT);
  }

  @Override
  public void prepare(ClusterContext context, Consumer<String> progress) throws ClusterException {
    Path program =
        program(context.installation())
            .orElseThrow(
                () -> new ClusterException("Redis has no server for " + platform() + " here"));
    // A jar does not store permissions.
    if (!Files.isExecutable(program) && !program.toFile().setExecutable(true)) {
      throw new ClusterException("cannot make " + program + " executable: run chmod +x on it");
    }
    StateFiles.folder(context.data(name()));
  }

  @Override
  public void configure(ClusterContext context, Configuration configuration)
      throws ClusterException {
    configuration.text(
        CONFIGURATION,
        """
        bind %s
        port %d
        requirepass %s
        dir %s
        appendonly yes
        # The list of processes shows which cluster it belongs to.
        set-proc-title no
        """
            .formatted(
                Ports.LOOPBACK,
                context.ports().get(PORT),
                password(context),
                context.data(name())));
  }

  @Override
  public Plan plan(ClusterContext context) throws ClusterException {
    Path configuration = context.configuration().resolve(CONFIGURATION);
    String program = program(context.installation()).map(Path::toString).orElse("redis-server");
    return Plan.of(
        new Daemon(
            "redis",
            new CommandProgram("redis", List.of(program, configuration.toString()), Map.of()),
            Readiness.reply(
                context.ports().get(PORT), "AUTH " + password(context) + "\r\nPING\r\n", "+PONG"),
            Daemon.LIMIT));
  }

  @Override
  public String endpoint(ClusterContext context) {
    return "redis://" + context.address(PORT);
  }

  @Override
  public Map<String, String> environment(ClusterContext context) throws ClusterException {
    return Map.of("REDIS_URL", "redis://:" + password(context) + "@" + context.address(PORT));
  }

  private static String password(ClusterContext context) throws ClusterException {
    return Secret.in(context.directory().resolve("redis-password"));
  }

  /** The server for this machine, among those that the build has unpacked. */
  private static Optional<Path> program(Installation installation) {
    Path programs = installation.home().resolve("local-cluster/redis/target/programs");
    try {
      return StateFiles.list(programs).stream()
          .filter(file -> file.toString().endsWith("-" + platform()))
          .findFirst();
    } catch (ClusterException e) {
      return Optional.empty();
    }
  }

  private static String platform() {
    String system = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
    String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return system
        + "-"
        + Map.of("x86_64", "amd64", "aarch64", "arm64").getOrDefault(machine, machine);
  }
}
