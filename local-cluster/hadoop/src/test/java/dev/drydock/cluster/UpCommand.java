package dev.drydock.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A launcher in a process of its own, to be killed: {@code UpCommand CLUSTER SERVICE…}. */
final class UpCommand {
  private UpCommand() {}

  public static void main(String[] arguments) throws Exception {
    ServiceName[] services = new ServiceName[arguments.length - 1];
    for (int i = 0; i < services.length; i++) {
      services[i] = ServiceName.parse(arguments[i + 1]);
    }
    try {
      LocalCluster.named(Installation.locate(), arguments[0])
          .up(UpOptions.of(services), System.out::println);
    } catch (ClusterException | InterruptedException e) {
      System.out.println(e);
      System.exit(1);
    }
  }

  static Process start(LocalCluster cluster, ServiceName... services) throws Exception {
    List<String> command = new ArrayList<>(noticingInterrupts());
    command.add(Installation.java().toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.add("-Ddrydock.home=" + System.getProperty("drydock.home"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(UpCommand.class.getName());
    command.add(cluster.directory().getFileName().toString());
    Arrays.stream(services).map(ServiceName::label).forEach(command::add);
    return new ProcessBuilder(command).inheritIO().start();
  }

  /**
   * Tests that are started in the background ignore SIGINT, and so would every child; on Linux env
   * can undo that.
   */
  private static List<String> noticingInterrupts() {
    return System.getProperty("os.name").equals("Linux")
        ? List.of("env", "--default-signal=INT")
        : List.of();
  }
}
