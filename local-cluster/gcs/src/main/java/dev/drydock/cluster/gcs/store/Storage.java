package dev.drydock.cluster.gcs.store;

import dev.drydock.cluster.google.ApiException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Buckets and objects on disk: an index in SQLite, and the bytes of larger objects in files. */
public final class Storage implements AutoCloseable {
  /** The change that one transaction makes. */
  public interface Change<T> {
    T apply(Transaction transaction) throws SQLException, ApiException;
  }

  private final Database database;
  private final ContentStore contents;
  private final Ticks ticks = new Ticks();

  private Storage(Database database, ContentStore contents) {
    this.database = database;
    this.contents = contents;
  }

  /** Opens the store in a folder, which is created if it does not exist. */
  public static Storage open(Path folder) throws IOException, ApiException {
    Files.createDirectories(folder);
    Database database = new Database(folder.resolve("index.sqlite"));
    long known = database.read(Storage::greatestContent);
    // Fewer files than one a microsecond are written, so an earlier run has lower numbers.
    long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    ContentStore contents = new ContentStore(folder.resolve("content"), Math.max(known, now) + 1);
    return new Storage(database, contents);
  }

  private static long greatestContent(Session session) throws SQLException {
    PreparedStatement select =
        session.statement(
            "SELECT max(coalesce((SELECT max(content) FROM small), 0),"
                + " coalesce((SELECT max(content) FROM object WHERE small = 0), 0),"
                + " coalesce((SELECT max(content) FROM upload), 0))");
    try (ResultSet rows = select.executeQuery()) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  public ContentStore contents() {
    return contents;
  }

  /** Takes the bytes of a new object. */
  public ContentWriter writer(Checksums checksums) {
    return new ContentWriter(contents, checksums);
  }

  /** A new generation: {@link Ticks#next}. */
  public long tick() {
    return ticks.next();
  }

  public <T> T read(Database.Work<T> work) throws IOException, ApiException {
    return database.read(work);
  }

  /** Makes all of a change or none of it, then deletes the bytes that are no longer used. */
  public <T> T write(Change<T> change) throws IOException, ApiException {
    Transaction[] used = new Transaction[1];
    T result =
        database.write(
            session -> {
              Transaction transaction = new Transaction(session, ticks, contents);
              used[0] = transaction;
              T made = change.apply(transaction);
              transaction.beforeCommit();
              return made;
            });
    for (long content : used[0].unused()) {
      contents.delete(content);
    }
    return result;
  }

  /** Deletes bytes that no object has been made of. */
  public void discard(StagedContent staged) throws IOException {
    if (!staged.small()) {
      contents.delete(staged.content());
    }
  }

  /** Finds objects in a snapshot of the index. */
  public interface Finder {
    StoredObject find(Session session) throws SQLException, ApiException;
  }

  /** An object whose bytes can be read to their end, even if it is deleted in the meantime. */
  public OpenObject open(Finder finder) throws IOException, ApiException {
    while (true) {
      OpenObject found = database.read(session -> openSmall(session, finder.find(session)));
      if (found.object().small()) {
        return found;
      }
      try {
        FileChannel file = contents.read(found.object().content());
        return new OpenObject(found.object(), null, file);
      } catch (NoSuchFileException e) {
        StoredObject before = found.object();
        StoredObject now = database.read(finder::find);
        if (now.content() == before.content()) {
          throw new IOException("the bytes of " + before.name() + " are missing", e);
        }
        // The object was replaced between the two steps: read the new one.
      }
    }
  }

  private static OpenObject openSmall(Session session, StoredObject object) throws SQLException {
    if (!object.small()) {
      return new OpenObject(object, null, null);
    }
    PreparedStatement select = session.statement("SELECT bytes FROM small WHERE content = ?");
    select.setLong(1, object.content());
    try (ResultSet rows = select.executeQuery()) {
      byte[] bytes = rows.next() ? rows.getBytes(1) : null;
      return new OpenObject(
          object, new StagedContent.SmallBytes(bytes == null ? new byte[0] : bytes), null);
    }
  }

  /** Deletes files that a crash has left. */
  public void sweep() throws IOException, ApiException {
    contents.sweep(this::known);
  }

  private boolean known(long content) throws IOException {
    try {
      return database.read(
          session -> ObjectTable.uses(session, content) || UploadTable.uses(session, content));
    } catch (ApiException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    database.close();
  }
}
