package dev.drydock.cluster.lifecycle;

import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.RuntimeName;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.UpOptions;
import dev.drydock.cluster.runtime.ClassArchive;
import dev.drydock.cluster.service.ClusterContext;
import dev.drydock.cluster.service.Program.JavaProgram;
import dev.drydock.cluster.service.Service;
import dev.drydock.cluster.service.Step.Daemon;
import dev.drydock.cluster.state.StateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Starts services of a cluster. Called under the cluster's lock. */
public final class ClusterStart {
  private static final int LEAST_FREE_MEGABYTES = 200;

  private final ClusterFolder folder;
  private final Consumer<String> progress;

  public ClusterStart(ClusterFolder folder, Consumer<String> progress) {
    this.folder = folder;
    this.progress =
        line -> {
          synchronized (this) {
            progress.accept(line);
          }
        };
  }

  /** Starts the services that are not running and returns when all of them answer. */
  public void up(UpOptions options) throws ClusterException, InterruptedException {
    Leftovers.end(folder, progress);
    Set<ServiceName> started = EnumSet.noneOf(ServiceName.class);
    started.addAll(options.services());
    if (options.fresh()) {
      started.addAll(new FreshStart(folder, progress).removeData(options.services()));
    }
    requireSpace();
    Set<String> running = folder.running();
    Layout before = folder.layout();
    requireLayout(before, options, running);
    List<Service> services = folder.withDependencies(started);
    Layout after = after(before, options, services);
    ClusterContext context = layOut(after, options, running);
    boolean complete = false;
    try {
      shareClasses(services, context);
      for (Service service : services) {
        service.prepare(context, progress);
      }
      // Written last, because it names archives and what has been prepared.
      folder.configure(context, after.up());
      new Startup(context, folder, progress).start(services, running);
      complete = true;
    } finally {
      if (!complete) {
        folder.write(before);
        folder.configure(context, before.up());
      }
    }
  }

  /** Each archive keeps one core busy for half a minute, so they are made side by side. */
  private void shareClasses(List<Service> services, ClusterContext context)
      throws ClusterException, InterruptedException {
    Set<RuntimeName> runtimes = EnumSet.noneOf(RuntimeName.class);
    for (Service service : services) {
      for (Daemon daemon : service.plan(context).daemons()) {
        if (daemon.program() instanceof JavaProgram program) {
          runtimes.add(program.runtime());
        }
      }
    }
    SideBySide.run(
        runtimes.stream()
            .<SideBySide.Work>map(
                runtime -> () -> new ClassArchive(folder.installation(), runtime).make(progress))
            .toList());
  }

  private void requireLayout(Layout before, UpOptions options, Set<String> running)
      throws ClusterException {
    if (!running.isEmpty() && before.separate() != options.separate()) {
      throw new ClusterException(
          "cluster "
              + folder.name()
              + (options.separate()
                  ? " runs with its daemons together"
                  : " runs with its daemons in separate processes")
              + ": end it first with ./drydock down");
    }
  }

  private static Layout after(Layout before, UpOptions options, List<Service> services) {
    Set<ServiceName> named = union(before.named(), options.services());
    Set<ServiceName> up = union(before.up(), services.stream().map(Service::name).toList());
    return new Layout(options.separate(), named, up, union(before.known(), up));
  }

  private static Set<ServiceName> union(Set<ServiceName> some, Iterable<ServiceName> more) {
    Set<ServiceName> all = EnumSet.noneOf(ServiceName.class);
    all.addAll(some);
    more.forEach(all::add);
    return all;
  }

  private ClusterContext layOut(Layout layout, UpOptions options, Set<String> running)
      throws ClusterException {
    ClusterContext context = folder.context(options.separate());
    List<String> keys = new ArrayList<>();
    Set<String> inUse = new HashSet<>();
    for (ServiceName name : layout.up()) {
      Service service = folder.service(name);
      List<String> own = service.portKeys(options.separate());
      keys.addAll(own);
      // One living daemon is enough: the others are started again on the ports where it expects
      // them.
      if (context.ports().has(own)
          && service.plan(context).daemons().stream()
              .anyMatch(daemon -> running.contains(daemon.name()))) {
        inUse.addAll(own);
      }
    }
    context.ports().choose(keys, inUse, options.ports());
    folder.write(context, layout);
    return context;
  }

  /** Daemons that run out of space fail in many ways; this check gives one clear line first. */
  private void requireSpace() throws ClusterException {
    try {
      long megabytes = Files.getFileStore(folder.directory()).getUsableSpace() >> 20;
      if (megabytes < LEAST_FREE_MEGABYTES) {
        throw new ClusterException(
            "only "
                + megabytes
                + " MB are free at "
                + folder.directory()
                + ": free some space, or set DRYDOCK_STATE to another disk");
      }
    } catch (IOException e) {
      throw StateFiles.unwritable(folder.directory(), e);
    }
  }
}
