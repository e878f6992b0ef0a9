/** Jobs as documents, and plans of them: job files, the engine that runs them, its journal. */
@org.jspecify.annotations.NullMarked
module io.github.asyncffmpeg.jobs {
    requires transitive io.github.asyncffmpeg;
    requires static transitive org.jspecify;
    requires com.google.gson;
    requires org.snakeyaml.engine;

    exports io.github.asyncffmpeg.jobs;

    uses io.github.asyncffmpeg.jobs.Recipe;
}
