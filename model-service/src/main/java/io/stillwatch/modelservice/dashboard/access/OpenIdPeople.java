package io.stillwatch.modelservice.dashboard.access;

import io.stillwatch.modelservice.audit.Actor;
import io.stillwatch.modelservice.audit.AuditAction;
import io.stillwatch.modelservice.audit.AuditLog;
import io.stillwatch.modelservice.dashboard.DashboardSettings;
import io.stillwatch.modelservice.dashboard.people.People;
import io.stillwatch.modelservice.dashboard.people.Role;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;

/** People whom an OpenID Connect provider knows, with the role that a claim of theirs gives. */
@Component
final class OpenIdPeople implements OAuth2UserService<OidcUserRequest, OidcUser> {
  private final OidcUserService provider = new OidcUserService();
  private final String claim;
  private final Map<String, Role> roles;
  private final People known;
  private final AuditLog audit;

  OpenIdPeople(DashboardSettings settings, People known, AuditLog audit) {
    this.claim = settings.openIdConnect().rolesClaim();
    this.roles = settings.openIdConnect().roles();
    this.known = known;
    this.audit = audit;
  }

  @Override
  public OidcUser loadUser(OidcUserRequest request) {
    OidcUser user = provider.loadUser(request);
    Role role = role(user.getClaims().get(claim)).orElseThrow(OpenIdPeople::refused);
    String preferred = user.getPreferredUsername();
    String nameClaim = preferred == null || preferred.isBlank() ? "sub" : "preferred_username";
    DefaultOidcUser person =
        new DefaultOidcUser(
            List.of(new SimpleGrantedAuthority(role.authority())),
            user.getIdToken(),
            user.getUserInfo(),
            nameClaim);
    refuseTaken(person.getName());
    audit.add(
        Actor.person(person.getName()),
        AuditAction.SIGNED_IN,
        person.getName(),
        "by OpenID Connect, as " + role.word());
    return person;
  }

  /** The strongest of those that the claim gives; empty: none. */
  private Optional<Role> role(@Nullable Object words) {
    Collection<?> listed =
        words instanceof Collection<?> many ? many : words == null ? List.of() : List.of(words);
    return listed.stream()
        .map(word -> roles.get(String.valueOf(word)))
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder());
  }

  /** Whoever is named as somebody here would act under that person's name in the audit log. */
  private void refuseTaken(String name) {
    if (name.indexOf('\0') >= 0 || known.find(name).isPresent()) {
      throw refused();
    }
  }

  private static OAuth2AuthenticationException refused() {
    return new OAuth2AuthenticationException(
        new OAuth2Error("access_denied", "no role for this person, or a name that is taken", null));
  }
}
