package io.stillwatch.rim.metrics;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.ApplicationContext;

/**
 * Adds the service's own settings to {@code /actuator/info}. Of what is named like a secret it says
 * only whether it is set.
 */
final class ShownSettings implements InfoContributor {
  private static final List<String> SECRET = List.of("secret", "token", "password", "credential");

  private final ApplicationContext context;

  ShownSettings(ApplicationContext context) {
    this.context = context;
  }

  @Override
  public void contribute(Info.Builder info) {
    Map<String, Object> settings = new LinkedHashMap<>();
    for (Object bean : context.getBeansWithAnnotation(ConfigurationProperties.class).values()) {
      ConfigurationProperties prefix = bean.getClass().getAnnotation(ConfigurationProperties.class);
      if (bean instanceof Record record && prefix != null) {
        settings.put(prefix.value(), shown(record));
      }
    }
    info.withDetail("settings", settings);
  }

  /** Components in their order; a record within is shown in the same way. */
  static Map<String, Object> shown(Record settings) {
    Map<String, Object> shown = new LinkedHashMap<>();
    for (RecordComponent component : settings.getClass().getRecordComponents()) {
      shown.put(component.getName(), shown(component, value(settings, component)));
    }
    return shown;
  }

  private static Object shown(RecordComponent component, @Nullable Object value) {
    String name = component.getName().toLowerCase(Locale.ROOT);
    if (!(value instanceof Record) && SECRET.stream().anyMatch(name::contains)) {
      return value == null || value.toString().isEmpty() ? "not set" : "set";
    }
    return plain(value);
  }

  private static Object plain(@Nullable Object value) {
    if (value instanceof Record record) {
      return shown(record);
    }
    if (value instanceof Collection<?> several) {
      return several.stream().map(ShownSettings::plain).toList();
    }
    return value instanceof Number || value instanceof Boolean ? value : String.valueOf(value);
  }

  private static @Nullable Object value(Record settings, RecordComponent component) {
    try {
      return component.getAccessor().invoke(settings);
    } catch (ReflectiveOperationException hidden) {
      throw new IllegalStateException("settings that cannot be read", hidden);
    }
  }
}
