package io.stillwatch.modelservice.dashboard.access;

import java.time.Duration;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.LiteWebJarsResourceResolver;
import org.springframework.web.servlet.resource.PathResourceResolver;

/** Where scripts, styles and pictures lie. */
@Configuration(proxyBeanMethods = false)
class Assets implements WebMvcConfigurer {
  private static final CacheControl FOR_AN_HOUR = CacheControl.maxAge(Duration.ofHours(1));

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/assets/**")
        .addResourceLocations("classpath:/dashboard/assets/")
        .setCacheControl(FOR_AN_HOUR);
    registry
        .addResourceHandler("/webjars/**")
        .addResourceLocations("classpath:/META-INF/resources/webjars/")
        .setCacheControl(FOR_AN_HOUR)
        .resourceChain(true)
        .addResolver(new LiteWebJarsResourceResolver())
        .addResolver(new PathResourceResolver());
  }
}
