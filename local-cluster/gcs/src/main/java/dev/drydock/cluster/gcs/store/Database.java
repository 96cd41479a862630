package dev.drydock.cluster.gcs.store;

import dev.drydock.cluster.google.ApiException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The index: one SQLite file with a write-ahead log. One transaction writes at a time. Any number
 * of others read a snapshot in the meantime. A committed transaction outlives the process. A power
 * cut may lose the last transactions, but never a part of one.
 */
final class Database implements AutoCloseable {
  /** The work of one transaction. */
  public interface Work<T> {
    T run(Session session) throws SQLException, ApiException;
  }

  private static final String[] SCHEMA = {
    """
    CREATE TABLE IF NOT EXISTS bucket (
      name TEXT PRIMARY KEY, metageneration INTEGER NOT NULL, created INTEGER NOT NULL,
      updated INTEGER NOT NULL, properties TEXT NOT NULL, policy TEXT) WITHOUT ROWID
    """,
    // Names are compared as bytes, so the order of a listing is the order of the key.
    """
    CREATE TABLE IF NOT EXISTS object (
      bucket TEXT NOT NULL, name BLOB NOT NULL, generation INTEGER NOT NULL,
      state INTEGER NOT NULL, metageneration INTEGER NOT NULL, size INTEGER NOT NULL,
      crc32c TEXT NOT NULL, md5 TEXT, components INTEGER NOT NULL, created INTEGER NOT NULL,
      updated INTEGER NOT NULL, deleted INTEGER NOT NULL, content INTEGER NOT NULL,
      small INTEGER NOT NULL, properties TEXT NOT NULL,
      PRIMARY KEY (bucket, name, generation)) WITHOUT ROWID
    """,
    "CREATE UNIQUE INDEX IF NOT EXISTS live ON object (bucket, name) WHERE state = 1",
    "CREATE INDEX IF NOT EXISTS large ON object (content) WHERE small = 0",
    "CREATE TABLE IF NOT EXISTS small (content INTEGER PRIMARY KEY, bytes BLOB NOT NULL)",
    """
    CREATE TABLE IF NOT EXISTS upload (
      id TEXT PRIMARY KEY, created INTEGER NOT NULL, content INTEGER NOT NULL,
      request TEXT NOT NULL, result TEXT) WITHOUT ROWID
    """,
    "CREATE INDEX IF NOT EXISTS pending ON upload (content) WHERE result IS NULL",
    """
    CREATE TABLE IF NOT EXISTS hmac_key (
      access_id TEXT PRIMARY KEY, properties TEXT NOT NULL) WITHOUT ROWID
    """,
  };

  private final String url;
  private final ReentrantLock writing = new ReentrantLock();
  private final Session writer;
  private final ConcurrentLinkedDeque<Session> readers = new ConcurrentLinkedDeque<>();

  Database(Path file) throws IOException {
    url = "jdbc:sqlite:" + file;
    try {
      writer = connect();
      try (Statement statement = writer.createStatement()) {
        for (String sql : SCHEMA) {
          statement.execute(sql);
        }
      }
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private Session connect() throws SQLException {
    Connection connection = DriverManager.getConnection(url);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
      // The log is flushed only when it is moved into the file: see the class comment.
      statement.execute("PRAGMA synchronous = NORMAL");
      statement.execute("PRAGMA wal_autocheckpoint = 4000");
      statement.execute("PRAGMA busy_timeout = 10000");
      // In KiB, for each connection. The system caches what they all read often.
      statement.execute("PRAGMA cache_size = -512");
    }
    return new Session(connection);
  }

  /** Does all of the work, or none of it if it throws. */
  <T> T write(Work<T> work) throws IOException, ApiException {
    writing.lock();
    try {
      return transaction(writer, "BEGIN IMMEDIATE", work);
    } finally {
      writing.unlock();
    }
  }

  /** Does work that sees one state of the index. */
  <T> T read(Work<T> work) throws IOException, ApiException {
    Session session = readers.poll();
    try {
      if (session == null) {
        session = connect();
      }
    } catch (SQLException e) {
      throw failure(e);
    }
    try {
      return transaction(session, "BEGIN", work);
    } finally {
      readers.push(session);
    }
  }

  private static <T> T transaction(Session session, String begin, Work<T> work)
      throws IOException, ApiException {
    boolean done = false;
    try {
      session.execute(begin);
      T result = work.run(session);
      session.execute("COMMIT");
      done = true;
      return result;
    } catch (SQLException e) {
      session.prepareAnew();
      throw failure(e);
    } finally {
      if (!done) {
        rollBack(session);
      }
    }
  }

  private static void rollBack(Session session) {
    try {
      session.execute("ROLLBACK");
    } catch (SQLException e) {
      // SQLite has rolled back already, as it does when the disk is full.
      session.prepareAnew();
    }
  }

  private static IOException failure(SQLException e) {
    if (e instanceof SQLiteException sqlite
        && (sqlite.getResultCode() == SQLiteErrorCode.SQLITE_FULL
            || sqlite.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_WRITE
            || sqlite.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_TRUNCATE
            || sqlite.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE)) {
      return new StoreFullException(e);
    }
    return new IOException("the index failed: " + e.getMessage(), e);
  }

  @Override
  public void close() throws IOException {
    writing.lock();
    try {
      for (Session reader = readers.poll(); reader != null; reader = readers.poll()) {
        reader.close();
      }
      writer.close();
    } catch (SQLException e) {
      throw failure(e);
    } finally {
      writing.unlock();
    }
  }
}
