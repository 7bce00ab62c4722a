@echo off
rem Gradus from the command line on Windows; what ./gradus is elsewhere, and documented there.
setlocal EnableExtensions DisableDelayedExpansion
set "root=%~dp0"
set "root=%root:~0,-1%"

rem ---- a JDK 25.0.3 or newer
set "jdk="
if defined GRADUS_JAVA call :try "%GRADUS_JAVA%"
if not defined jdk if defined JAVA_HOME call :try "%JAVA_HOME%"
if not defined jdk for /f "delims=" %%j in ('where java 2^>nul') do if not defined jdk call :try "%%~dpj.."
if not defined jdk for /d %%d in ("%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\jdk-*" "%USERPROFILE%\.jdks\*") do if not defined jdk call :try "%%~d"
if not defined jdk (
  >&2 echo gradus: needs a JDK 25.0.3 or newer, and found none ^(GRADUS_JAVA,
  >&2 echo gradus: JAVA_HOME, PATH, Program Files^).
  >&2 echo gradus: Install one, for example Eclipse Temurin 25, and point JAVA_HOME or
  >&2 echo gradus: GRADUS_JAVA to it.
  exit /b 1
)

if /i "%~1"=="test" (
  if /i "%~2"=="--all" (call :maven -Dgradus.tests=all verify) else (call :maven verify)
  goto :end
)
if /i "%~1"=="format" (
  call :maven -q -pl "!bom" spotless:apply
  goto :end
)
if /i "%~1"=="jdk" (
  echo %jdk%
  exit /b 0
)
if /i "%~1"=="install" (
  call :maven -q -Dgradus.app -pl .,bom,tensor,learn,words install %2 %3 %4 %5 %6 %7 %8 %9
  if errorlevel 1 goto :end
  echo Gradus is in the local Maven repository: dev.gradus:gradus-learn.
  echo A project begins with: gradus new DIR
  goto :end
)

rem ---- build when a source is newer than the last build
set "build=%root%\target\gradus\windows"
set "stale="
if not exist "%build%\current" set "stale=yes"
if not defined stale for /f %%n in ('powershell -NoProfile -Command "$t=(Get-Item -LiteralPath '%build%\current').LastWriteTimeUtc; @(Get-ChildItem -LiteralPath '%root%' -Directory -Exclude target,.git | Get-ChildItem -Recurse -File -Include *.java,pom.xml,*.properties,jvm.config | Where-Object { $_.FullName -notmatch '\\target\\' -and $_.LastWriteTimeUtc -gt $t }).Count"') do if not "%%n"=="0" set "stale=yes"
if not defined stale goto :built
>&2 echo Building Gradus ^(the first time takes about a minute^) ...
if not exist "%build%" mkdir "%build%"
type nul >"%build%\started"
call :maven -Dgradus.app -pl studio -am package >"%build%\build.log" 2>&1
if errorlevel 1 (
  >&2 powershell -NoProfile -Command "Get-Content -Tail 40 -LiteralPath '%build%\build.log'"
  >&2 echo gradus: the build failed; all of its output is in %build%\build.log
  exit /b 1
)
copy /y "%root%\studio\target\app\lib\*.jar" "%build%" >nul
copy /y "%root%\studio\target\app\gradus-studio.jar" "%build%" >nul
if not exist "%build%\library" mkdir "%build%\library"
for %%j in (gradus-tensor gradus-learn jackson-core fastcsv jspecify) do copy /y "%build%\%%j-*.jar" "%build%\library" >nul
move /y "%build%\started" "%build%\current" >nul
:built
if /i "%~1"=="build" exit /b 0
if /i "%~1"=="path" (
  echo %build%\library
  exit /b 0
)
if /i "%~1"=="jshell" (
  "%jdk%\bin\jshell" --startup DEFAULT --startup "%root%\scripts\startup.jsh" --module-path "%build%" --add-modules gradus.words -R--add-modules=jdk.incubator.vector %2 %3 %4 %5 %6 %7 %8 %9
  goto :end
)
if /i "%~1"=="javadoc" (
  pushd "%root%"
  "%jdk%\bin\javadoc" @docs\javadoc\options -p "%build%" -d target\javadoc && echo %root%\target\javadoc\index.html
  popd
  goto :end
)
"%jdk%\bin\java" "@%root%\studio\jvm.options" --add-modules=jdk.incubator.vector %GRADUS_JAVA_OPTIONS% "-Dgradus.command=%~0" -jar "%build%\gradus-studio.jar" %*
:end
exit /b %errorlevel%

:try
rem The version stands in the JDK's own file `release`, as JAVA_VERSION="25.0.3".
if not exist "%~1\bin\javac.exe" exit /b 0
if not exist "%~1\release" exit /b 0
for /f tokens^=2-4^ delims^=.^=^" %%a in ('findstr /b "JAVA_VERSION=" "%~1\release"') do (
  rem A 1 before each number, so that a missing one still compares.
  if 1%%a gtr 125 set "jdk=%~1"
  if 1%%a equ 125 if 1%%b gtr 10 set "jdk=%~1"
  if 1%%a equ 125 if 1%%b equ 10 if 1%%c geq 13 set "jdk=%~1"
)
exit /b 0

:maven
where mvn >nul 2>nul || (
  >&2 echo gradus: building needs Apache Maven 3.8 or newer; there is no mvn on the PATH.
  exit /b 1
)
set "JAVA_HOME=%jdk%"
set "MAVEN_OPTS=--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow %MAVEN_OPTS%"
pushd "%root%"
call mvn -B -ntp %*
set "status=%errorlevel%"
popd
exit /b %status%
