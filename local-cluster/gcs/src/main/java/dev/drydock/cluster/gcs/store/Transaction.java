package dev.drydock.cluster.gcs.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A change of rows of the index and of the bytes that belong to them. */
public final class Transaction {
  private final Session session;
  private final Ticks ticks;
  private final ContentStore contents;
  private final Set<Long> doubtful = new LinkedHashSet<>();
  private final List<Long> unused = new ArrayList<>();

  Transaction(Session session, Ticks ticks, ContentStore contents) {
    this.session = session;
    this.ticks = ticks;
    this.contents = contents;
  }

  public Session session() {
    return session;
  }

  /** A new generation: {@link Ticks#next}. */
  public long tick() {
    return ticks.next();
  }

  /** Puts the bytes of a small object into the index. Those of a larger one are in a file. */
  public void add(StagedContent staged) throws SQLException {
    if (staged.small()) {
      PreparedStatement insert =
          session.statement("INSERT INTO small (content, bytes) VALUES (?, ?)");
      insert.setLong(1, staged.content());
      insert.setBytes(2, staged.bytes().get());
      insert.executeUpdate();
    }
  }

  /** The number of the same bytes for another object. Objects share files. */
  public long share(StoredObject object) throws SQLException {
    if (!object.small()) {
      return object.content();
    }
    long copy = contents.allocate();
    PreparedStatement insert =
        session.statement(
            "INSERT INTO small (content, bytes) SELECT ?, bytes FROM small WHERE content = ?");
    insert.setLong(1, copy);
    insert.setLong(2, object.content());
    insert.executeUpdate();
    return copy;
  }

  /** Removes a generation, and its bytes unless another object has them. */
  public void remove(StoredObject object) throws SQLException {
    ObjectTable.delete(session, object);
    if (object.small()) {
      PreparedStatement delete = session.statement("DELETE FROM small WHERE content = ?");
      delete.setLong(1, object.content());
      delete.executeUpdate();
    } else {
      doubtful.add(object.content());
    }
  }

  /** Removes the bytes of an upload that will not be completed. */
  public void drop(long content) {
    doubtful.add(content);
  }

  void beforeCommit() throws SQLException {
    for (long content : doubtful) {
      if (!ObjectTable.uses(session, content) && !UploadTable.uses(session, content)) {
        unused.add(content);
      }
    }
  }

  /** Files that are not used once this is committed. */
  List<Long> unused() {
    return unused;
  }
}
