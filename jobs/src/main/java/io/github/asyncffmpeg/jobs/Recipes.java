package io.github.asyncffmpeg.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Recipes by name and version: those that were given, then those that {@code ServiceLoader} finds. Safe for any thread. */
final class Recipes {

    private final List<Recipe> given;

    /** Guarded by this; {@code null} until somebody asks. */
    private @Nullable List<Recipe> found;

    Recipes(List<Recipe> given) {
        this.given = given;
    }

    /**
     * Decides.
     *
     * @throws IllegalStateException when there is no such recipe
     */
    Decision decide(Order.Decide order) {
        List<Recipe> all = new ArrayList<>(given);
        all.addAll(found());
        List<Integer> others = new ArrayList<>();
        for (Recipe recipe : all) {
            if (recipe.name().equals(order.recipe()) && recipe.version() == order.version()) {
                return recipe.decide(order.parameters(), order.facts());
            } else if (recipe.name().equals(order.recipe())) {
                others.add(recipe.version());
            }
        }
        throw new IllegalStateException("there is no recipe '" + order.recipe() + "' of version " + order.version()
                + " here" + (others.isEmpty() ? "" : ", only of " + others));
    }

    private synchronized List<Recipe> found() {
        if (found == null) {
            List<Recipe> all = new ArrayList<>();
            ServiceLoader.load(Recipe.class).forEach(all::add);
            found = List.copyOf(all);
        }
        return found;
    }
}
