.DEFAULT_GOAL := help

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: check
check: ## Build, test and check the format: run it before a commit
	mvn -B verify

.PHONY: protos
protos: ## Lint the contracts
	npx --yes @bufbuild/buf@1.75.0 lint

.PHONY: format
format: ## Format all Java
	mvn -q -B spotless:apply

.PHONY: chart
chart: ## Render the Helm chart in every way and check it
	mvn -B -pl helm test

.PHONY: demo
demo: ## Show a simulated platform with hidden campaigns, found
	./stillwatch demo

.PHONY: screenshots
screenshots: ## Take the pictures of every page (needs chromium and chromedriver)
	mvn -B -pl e2e -am verify -Dtest=DashboardTest -DexcludedTags=none -Dsurefire.failIfNoSpecifiedTests=false
	cp e2e/target/screenshots/first-sight.png docs/images/dashboard.png

.PHONY: ci
ci: ## All that a change must pass: protos, JDK 17, JDK 25, demo
	.ci/run
