@org.jspecify.annotations.NullMarked
package io.stillwatch.evaluation.report;
