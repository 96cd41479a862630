package dev.drydock.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/** What is known of a cluster by what it keeps on disk. */
record ClusterFolder(Installation installation, String name, Path directory) {

  /** Whether it has been started before. */
  boolean laidOut() {
    return Files.exists(portsFile());
  }

  /** As it was laid out at its last start. */
  ClusterContext context() throws ClusterException {
    return new ClusterContext(installation, name, directory, Ports.read(portsFile()), separate());
  }

  boolean separate() throws ClusterException {
    return Boolean.parseBoolean(StateFiles.properties(layoutFile()).getProperty("separate"));
  }

  /** Keeps how it is laid out now. */
  void write(ClusterContext context) throws ClusterException {
    context.ports().write(portsFile());
    Properties layout = new Properties();
    layout.setProperty("separate", String.valueOf(context.separate()));
    StateFiles.write(layoutFile(), layout);
    StateFiles.folder(context.data());
    StateFiles.folder(context.logs());
  }

  /** The processes on record, dead ones as well. */
  List<ChildProcess> children() throws ClusterException {
    return ChildProcess.readAll(processes());
  }

  /** The roles of processes that live. */
  Set<String> runningRoles() throws ClusterException {
    Set<String> roles = new HashSet<>();
    for (ChildProcess child : children()) {
      if (child.handle().isPresent()) {
        roles.addAll(child.roles());
      }
    }
    return roles;
  }

  static List<String> roleNames(Service service, ClusterContext context) throws ClusterException {
    return service.roles(context).stream().map(Role::name).toList();
  }

  Path processes() {
    return directory.resolve("processes");
  }

  Path data() {
    return directory.resolve("data");
  }

  Path lockFile() {
    return directory.resolve("lock");
  }

  private Path portsFile() {
    return directory.resolve("ports.properties");
  }

  private Path layoutFile() {
    return directory.resolve("layout.properties");
  }
}
