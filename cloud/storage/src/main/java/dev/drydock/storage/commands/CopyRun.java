package dev.drydock.storage.commands;

import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StorageException.Reason;
import dev.drydock.storage.console.JsonArray;
import dev.drydock.storage.locations.Folder;
import dev.drydock.storage.locations.Source;
import dev.drydock.storage.locations.SourceCursor;
import dev.drydock.storage.locations.Target;
import dev.drydock.storage.progress.Problems;
import dev.drydock.storage.progress.Progress;
import dev.drydock.storage.progress.Steps;
import dev.drydock.storage.progress.Tally;
import dev.drydock.storage.transfer.Copier;
import dev.drydock.storage.transfer.Leftovers;
import dev.drydock.storage.transfer.StreamTransfer;
import dev.drydock.terminal.CommandFailure;
import dev.drydock.terminal.Sizes;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A run of cp, mv or sync. It copies while it plans, and reports the result. */
final class CopyRun implements AutoCloseable {
  private final Context context;
  private final CopyOptions options;
  private final String done;
  private final Tally tally = new Tally();
  private final Problems problems;
  private final Steps steps;
  private final Copier copier;
  private final Progress progress;
  private final JsonArray planned;
  private final Set<String> names = new HashSet<>();

  /**
   * @param done what happened to the objects, as a word for the user
   */
  CopyRun(Context context, CopyOptions options, Copier.Options copies, String done) {
    this.context = context;
    this.options = options;
    this.done = done;
    this.problems = new Problems(context.console(), tally);
    this.steps = new Steps(options.jobs);
    this.copier = new Copier(copies, context.records(), steps, problems, tally);
    this.progress = new Progress(context.console(), tally);
    this.planned = new JsonArray(context.console().output(), "{\"planned\": [");
    if (!options.dryRun) {
      new Leftovers(context.stores(), context.records()).clean();
    }
  }

  boolean isStopped() {
    return problems.isStopped();
  }

  void copy(Source source, Folder target, String relative) throws InterruptedException {
    // A cloud console made this object for a folder. Other stores have real folders.
    if (source.isFolderMark() && !target.location().scheme().hasBuckets()) {
      return;
    }
    if (problems.refuses(source)) {
      return;
    }
    tally.plannedObjects.increment();
    tally.plannedBytes.add(source.object().size());
    if (options.dryRun) {
      plan(done.equals("moved") ? "move" : "copy", source.url(), target.url(relative), source);
      tally.objects.increment();
      tally.bytes.add(source.object().size());
    } else {
      steps.object(() -> copier.copy(source, target, relative));
    }
  }

  /** Copies standard input, in this thread, and returns the exit code. */
  int copyInput(Target target, boolean noClobber) throws StorageException, CommandFailure {
    Folder folder = target.folder();
    tally.plannedObjects.increment();
    if (noClobber && folder.store().head(folder.name(target.name())).isPresent()) {
      skip();
    } else {
      try {
        new StreamTransfer(context.records(), tally)
            .run(context.console().input(), folder, target.name());
        tally.objects.increment();
      } catch (StorageException | RuntimeException e) {
        if (CommandFailure.isInterruption(e)) {
          throw CommandFailure.interrupted("interrupted: nothing was written");
        }
        problems.add(e);
      }
    }
    return end();
  }

  /**
   * @param unlessIn the source; an object that is there after all is not deleted
   */
  void delete(Source extra, Folder unlessIn) throws InterruptedException {
    if (problems.refuses(extra)) {
      return;
    }
    tally.plannedObjects.increment();
    if (options.dryRun) {
      plan("delete", "", extra.url(), extra);
      tally.deleted.increment();
      return;
    }
    steps.object(
        () -> {
          try {
            boolean there = unlessIn.store().head(unlessIn.name(extra.relative())).isPresent();
            if (!there && !problems.isStopped()) {
              extra.store().delete(extra.object().name());
              tally.deleted.increment();
            }
          } catch (StorageException | RuntimeException e) {
            problems.add(e);
          } finally {
            steps.objectHasEnded();
          }
        });
  }

  void skip() {
    tally.skipped.increment();
  }

  private void plan(String action, String source, String target, Source object) {
    if (options.json) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("action", action);
      if (!source.isEmpty()) {
        line.put("source", source);
      }
      if (!target.isEmpty()) {
        line.put("target", target);
      }
      line.put("bytes", object.object().size());
      planned.add(line);
    } else {
      context
          .console()
          .print(
              source.isEmpty()
                  ? "would " + action + " " + target
                  : "would " + action + " " + source + " to " + target);
    }
  }

  /** Waits for all objects, reports the result, and returns the exit code. */
  int finish() throws InterruptedException {
    tally.planIsWhole();
    steps.await();
    return end();
  }

  private int end() {
    progress.close();
    if (options.json && options.dryRun) {
      planned.end(tally.toMap());
    } else if (options.json) {
      context.console().json(tally.toMap());
    } else if (!options.dryRun) {
      context.console().print(summary());
    }
    return tally.failed.sum() == 0 ? 0 : 1;
  }

  private String summary() {
    long bytes = tally.bytes.sum();
    double seconds = tally.seconds();
    StringBuilder line = new StringBuilder();
    line.append(
        String.format(
            Locale.ROOT,
            "%s %s, %s in %.1f s (%s/s)",
            done,
            objects(tally.objects.sum()),
            Sizes.bytes(bytes),
            seconds,
            Sizes.bytes((long) ((bytes - tally.resumedBytes.sum()) / seconds))));
    note(line, tally.deleted.sum(), "%s deleted");
    note(line, tally.skipped.sum(), "%s already there");
    note(line, tally.failed.sum(), "%s failed");
    note(line, tally.serverSide.sum(), "%s copied by the store itself");
    if (tally.resumedBytes.sum() > 0) {
      line.append("; ")
          .append(Sizes.bytes(tally.resumedBytes.sum()))
          .append(" were already there from an earlier run");
    }
    note(line, tally.unverified.sum(), "%s compared by size only, as the store has no checksum");
    return line.toString();
  }

  private static void note(StringBuilder line, long count, String text) {
    if (count > 0) {
      line.append("; ").append(String.format(Locale.ROOT, text, objects(count)));
    }
  }

  static String objects(long count) {
    return count == 1 ? "1 object" : count + " objects";
  }

  /** Copies all objects of a cursor into a folder. */
  void copyAll(SourceCursor sources, Target target, String before)
      throws StorageException, InterruptedException {
    Optional<Source> next = sources.next();
    while (next.isPresent() && !isStopped()) {
      copy(next.get(), target.folder(), target.relative(before + next.get().relative()));
      next = sources.next();
    }
  }

  /**
   * Like {@link #copyAll}, for one of several sources. If two of them have an object with the same
   * name, the second is refused, since it would replace the first. For that, all names are kept in
   * memory.
   */
  void copyOneOfSeveral(SourceCursor sources, Target target, String before)
      throws StorageException, InterruptedException {
    SourceCursor distinct =
        () -> {
          Optional<Source> next = sources.next();
          while (next.isPresent() && !names.add(before + next.get().relative())) {
            tally.plannedObjects.increment();
            problems.add(
                new StorageException(
                    Reason.FAILED,
                    next.get().url()
                        + ": another source has the same name: copy it to another folder"));
            next = sources.next();
          }
          return next;
        };
    copyAll(distinct, target, before);
  }

  /** Stops what is still running. The next run resumes it. */
  @Override
  public void close() {
    problems.stop();
    steps.close();
    progress.close();
  }
}
