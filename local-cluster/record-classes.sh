#!/usr/bin/env bash
# Records which classes the engines, the servers and our programs load, and writes the lists from which shared class
# archives are made (docs/decisions/0006-class-archives.md). Takes a few minutes.
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
./drydock --version >/dev/null
export DRYDOCK_STATE=$work/state
trap './drydock down >/dev/null 2>&1; rm -rf "$work"' EXIT
export JDK_JAVA_OPTIONS="-Ddrydock.classes=$work/lists"
mkdir "$work/lists"

./drydock up hdfs yarn spark s3 gcs
./drydock hdfs dfs -mkdir -p /record
./drydock hdfs dfs -put README.md LICENSE /record
for target in inline hadoop-local yarn spark-local spark; do
  ./drydock run wordcount --on "$target" hdfs:/record "hdfs:/counts-$target"
  ./drydock run topwords --words unicode --on "$target" hdfs:/record "s3a://drydock/top-$target"
done
./drydock run wordcount --on hadoop-local hdfs:/record gs://drydock/counts
./drydock hdfs dfs -ls -R /
./drydock yarn node -list
./drydock mapred job -list all
./drydock hdfs dfsadmin -report
for store in s3 gs; do
  ./drydock storage cp --recursive docs "$store://drydock/docs/"
  ./drydock storage ls -r "$store://drydock/"
  ./drydock storage sync "$store://drydock/docs" "$work/docs-$store"
  ./drydock storage cat "$store://drydock/docs/testing.md" >/dev/null
  ./drydock storage rm -r "$store://drydock/docs/"
done
./drydock storage ls hdfs:/record
./drydock down

# Lists of programs on one class path become one. Our own classes change too often, and are few; what libraries
# generate while they run is in no jar.
# shellcheck disable=SC2016 # these are dollars in names of classes
generated='\$Proxy[0-9]+|ByGuice\$\$|(Constructor|Field|Method)Access$'
write() {
  list=$1
  shift
  cat "$@" | sed -E -e '/^#|dev\/drydock\//d' -e 's/ id:.*//' -e "/$generated/d" | awk '!seen[$0]++' >"$list"
  echo "$list: $(wc -l <"$list") lines"
}
lists=$work/lists
write local-cluster/spark/classes.txt "$lists"/Spark*.lst
write local-cluster/gcs/classes.txt "$lists"/GcsDaemon-*.lst
write cloud/storage/classes.txt "$lists"/Storage-*.lst
rm "$lists"/{Spark,GcsDaemon,S3Daemon,Storage}*.lst
# Jobs bring libraries of their own.
grep -Ehv '^(picocli|com/ibm/icu)/' "$lists"/*.lst >"$work/hadoop"
write local-cluster/hadoop/classes.txt "$work/hadoop"
