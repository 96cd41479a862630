package dev.drydock.storage.commands;

import dev.drydock.cloud.objects.StorageException;
import dev.drydock.storage.console.JsonArray;
import dev.drydock.storage.locations.Source;
import dev.drydock.storage.locations.SourceCursor;
import dev.drydock.storage.progress.Problems;
import dev.drydock.storage.progress.Progress;
import dev.drydock.storage.progress.Steps;
import dev.drydock.storage.progress.Tally;
import dev.drydock.terminal.Sizes;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A run of rm, or of what rb removes from a bucket. */
final class RemoveRun implements AutoCloseable {
  private final Context context;
  private final CopyOptions options;
  private final Tally tally = new Tally();
  private final Problems problems;
  private final Steps steps;
  private final Progress progress;
  private final JsonArray planned;

  RemoveRun(Context context, CopyOptions options) {
    this.context = context;
    this.options = options;
    this.problems = new Problems(context.console(), tally);
    this.steps = new Steps(options.jobs);
    this.progress = new Progress(context.console(), tally);
    this.planned = new JsonArray(context.console().output(), "{\"planned\": [");
  }

  /** How an object is removed. */
  interface Removal {
    void remove(Source source) throws StorageException;
  }

  /** Removes all objects of a cursor, unless a failure stops the run. */
  void removeAll(SourceCursor sources) throws StorageException, InterruptedException {
    removeAll(sources, source -> source.store().delete(source.object().name()));
  }

  void removeAll(SourceCursor sources, Removal removal)
      throws StorageException, InterruptedException {
    Optional<Source> next = sources.next();
    while (next.isPresent() && !problems.isStopped()) {
      remove(next.get(), removal);
      next = sources.next();
    }
  }

  private void remove(Source source, Removal removal) throws InterruptedException {
    if (problems.refuses(source)) {
      return;
    }
    tally.plannedObjects.increment();
    if (options.dryRun) {
      plan(source);
      removed(source);
      return;
    }
    steps.object(
        () -> {
          try {
            if (!problems.isStopped()) {
              removal.remove(source);
              removed(source);
            }
          } catch (StorageException | RuntimeException e) {
            problems.add(e);
          } finally {
            steps.objectHasEnded();
          }
        });
  }

  private void plan(Source source) {
    if (options.json) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("action", "delete");
      line.put("target", source.url());
      line.put("bytes", source.object().size());
      planned.add(line);
    } else {
      context.console().print("would remove " + source.url());
    }
  }

  private void removed(Source source) {
    tally.deleted.increment();
    tally.bytes.add(source.object().size());
  }

  int finish() throws InterruptedException {
    tally.planIsWhole();
    steps.await();
    progress.close();
    if (options.json) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("deleted", tally.deleted.sum());
      result.put("bytes", tally.bytes.sum());
      result.put("failed", tally.failed.sum());
      if (options.dryRun) {
        planned.end(result);
      } else {
        context.console().json(result);
      }
    } else if (!options.dryRun) {
      context
          .console()
          .print(
              String.format(
                  Locale.ROOT,
                  "removed %s, %s",
                  CopyRun.objects(tally.deleted.sum()),
                  Sizes.bytes(tally.bytes.sum())));
    }
    return tally.failed.sum() == 0 ? 0 : 1;
  }

  @Override
  public void close() {
    problems.stop();
    steps.close();
    progress.close();
  }
}
