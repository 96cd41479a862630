#!/usr/bin/env bash
# Records which classes the engines, the servers and our programs load, and writes the lists from which shared class
# archives are made (docs/decisions/0006-class-archives.md). Takes a few minutes; needs the Spark distribution for the
# executors on YARN only if it is installed.
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap './drydock down --name record >/dev/null 2>&1; rm -rf "$work"' EXIT
export DRYDOCK_CLUSTER=record
./drydock --version >/dev/null
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

# Lists of programs on one class path become one.
write() {
  list=$1
  shift
  cat "$@" | sed -e '/^#/d' -e 's/ id:.*//' | awk '!seen[$0]++' >"$list"
  echo "$list: $(wc -l <"$list") lines"
}
lists=$work/lists
write local-cluster/spark/classes.txt "$lists"/Spark*.lst
write local-cluster/gcs/classes.txt "$lists/GcsDaemon.lst"
write cloud/storage/classes.txt "$lists/Storage.lst"
rm "$lists"/Spark*.lst "$lists"/{GcsDaemon,S3Daemon,Storage}.lst
write local-cluster/hadoop/classes.txt "$lists"/*.lst
