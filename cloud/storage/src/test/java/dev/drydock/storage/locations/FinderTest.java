package dev.drydock.storage.locations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cloud.objects.Buckets;
import dev.drydock.cloud.objects.Content;
import dev.drydock.cloud.objects.InMemoryBuckets;
import dev.drydock.cloud.objects.ObjectStore;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

class FinderTest {
  /** As with a store that is a file system, in which {@code odd/..} is the bucket. */
  @Test
  void findsNothingOutsideAFolderWhateverIsListed() throws Exception {
    try (Buckets buckets = new InMemoryBuckets()) {
      buckets.create("bucket");
      ObjectStore store = buckets.open("bucket");
      store.put("a", Content.of(new byte[0]));
      store.put("odd/../b", Content.of(new byte[0]));
      store.put("odd/c", Content.of(new byte[0]));
      ObjectStore listsAll =
          (ObjectStore)
              Proxy.newProxyInstance(
                  ObjectStore.class.getClassLoader(),
                  new Class<?>[] {ObjectStore.class},
                  (proxy, method, arguments) -> {
                    if (method.getName().equals("list")) {
                      arguments[0] = "";
                    }
                    return method.invoke(store, arguments);
                  });
      Location location = new Location(Scheme.S3, "bucket", "odd/../");

      SourceCursor found =
          Finder.in(new Folder(location, listsAll, location.name()), relative -> true);

      assertThat(found.next()).map(Source::relative).hasValue("b");
      assertThat(found.next()).isEmpty();
    }
  }
}
