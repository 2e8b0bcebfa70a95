/**
 * {@code kith demo}: the main job in one command.
 *
 * <p>{@link dev.kith.cli.demo.DemoCommand} is the door. {@code DemoNetwork} runs agents as
 * processes, {@code Demo} goes through the steps, {@code DemoReport} has what came out.
 *
 * <p>Roof: part of {@code cli}; uses {@code api}.
 */
@NullMarked
package dev.kith.cli.demo;

import org.jspecify.annotations.NullMarked;
