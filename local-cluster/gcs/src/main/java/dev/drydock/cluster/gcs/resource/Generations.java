package dev.drydock.cluster.gcs.resource;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drydock.cluster.gcs.store.ObjectTable;
import dev.drydock.cluster.gcs.store.StoredBucket;
import dev.drydock.cluster.gcs.store.StoredObject;
import dev.drydock.cluster.gcs.store.StoredObject.State;
import dev.drydock.cluster.gcs.store.Transaction;
import dev.drydock.cluster.google.ApiException;
import java.sql.SQLException;
import java.util.Optional;

/**
 * When generations of an object are created and deleted: versioning ({@code
 * https://cloud.google.com/storage/docs/object-versioning}), holds ({@code …/docs/object-holds}),
 * retention ({@code …/docs/bucket-lock}) and soft deletion ({@code …/docs/soft-delete}).
 */
public final class Generations {
  private Generations() {}

  /**
   * Makes an object the live one of its name. The live object before it becomes noncurrent or is
   * deleted.
   *
   * @param object without generation and times, which are set here
   * @throws ApiException 412 if a precondition does not hold, 403 if the object before it must not
   *     be deleted
   */
  public static StoredObject create(
      Transaction transaction, StoredBucket bucket, StoredObject object, Preconditions conditions)
      throws SQLException, ApiException {
    Optional<StoredObject> live =
        ObjectTable.live(transaction.session(), bucket.name(), object.name());
    conditions.checkChange(live);
    if (live.isPresent()) {
      retire(transaction, bucket, live.get());
    }
    long newest = ObjectTable.newest(transaction.session(), bucket.name(), object.name());
    long generation = Math.max(transaction.tick(), newest + 1);
    StoredObject made = object.as(bucket.name(), object.name(), generation, object.properties());
    if (bucket.properties().path("defaultEventBasedHold").asBoolean()
        && !made.properties().has("eventBasedHold")) {
      made.properties().put("eventBasedHold", true);
    }
    ObjectTable.put(transaction.session(), made);
    return made;
  }

  /** Deletes the live generation. In a bucket with versioning it becomes noncurrent. */
  public static void retire(Transaction transaction, StoredBucket bucket, StoredObject live)
      throws SQLException, ApiException {
    if (bucket.versioned()) {
      checkDeletable(transaction, bucket, live);
      ObjectTable.put(transaction.session(), live.withState(State.NONCURRENT, transaction.tick()));
    } else {
      delete(transaction, bucket, live);
    }
  }

  /** Deletes one generation, or soft-deletes it if the bucket has such a policy. */
  public static void delete(Transaction transaction, StoredBucket bucket, StoredObject object)
      throws SQLException, ApiException {
    checkDeletable(transaction, bucket, object);
    if (bucket.softDeleteSeconds() > 0) {
      ObjectTable.put(
          transaction.session(), object.withState(State.SOFT_DELETED, transaction.tick()));
    } else {
      transaction.remove(object);
    }
  }

  /**
   * @throws ApiException 403 if a hold or a retention policy forbids it
   */
  private static void checkDeletable(
      Transaction transaction, StoredBucket bucket, StoredObject object) throws ApiException {
    String who = "Object '" + object.bucket() + "/" + object.name() + "' is ";
    for (String hold : new String[] {"temporaryHold", "eventBasedHold"}) {
      if (object.properties().path(hold).asBoolean()) {
        throw new ApiException(
            403,
            "objectUnderActiveHold",
            who
                + "under active "
                + (hold.equals("temporaryHold") ? "Temporary" : "Event-Based")
                + " hold and cannot be deleted, overwritten or archived until hold is removed.");
      }
    }
    long until = retainedUntil(bucket, object);
    if (until > transaction.tick()) {
      throw new ApiException(
          403,
          "retentionPolicyNotMet",
          who
              + "subject to bucket's retention policy or object retention and cannot be deleted or"
              + " overwritten until "
              + Times.text(until));
    }
  }

  /** The time before which an object must not be deleted, in microseconds since 1970, or 0. */
  static long retainedUntil(StoredBucket bucket, StoredObject object) {
    long until = object.properties().path("retention").path(ObjectProperties.RETAINED).asLong();
    if (bucket.retentionSeconds() > 0) {
      JsonNode released = object.properties().path(ObjectProperties.RELEASED);
      long from = released.isMissingNode() ? object.created() : released.asLong();
      until = Math.max(until, from + bucket.retentionSeconds() * 1_000_000);
    }
    return until;
  }
}
