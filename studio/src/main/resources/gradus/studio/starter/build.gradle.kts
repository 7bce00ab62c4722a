plugins {
    application
}

repositories {
    mavenLocal() // where ./gradus install puts Gradus
    mavenCentral()
}

dependencies {
    implementation("dev.gradus:gradus-learn:@VERSION@")
    testImplementation("org.junit.jupiter:junit-jupiter:6.1.3")
    testRuntimeOnly("org.junit.platform:junit-platform-launcher")
}

java {
    toolchain {
        languageVersion = JavaLanguageVersion.of(25)
    }
}

// The Vector API makes Gradus fast; without it plain loops give the same results, slowly.
val vectors = "--add-modules=jdk.incubator.vector"

application {
    mainClass = "com.example.Moons"
    applicationDefaultJvmArgs = listOf(vectors)
}

tasks.test {
    useJUnitPlatform()
    jvmArgs(vectors)
}
