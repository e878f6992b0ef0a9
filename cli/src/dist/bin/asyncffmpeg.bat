@echo off
rem The program asyncffmpeg. Untested: this project has no Windows machine.
setlocal
set "lib=%~dp0..\lib"
set "java=java.exe"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
"%java%" -version >nul 2>&1
if errorlevel 1 (
  echo asyncffmpeg: Java 17 or newer is needed: install it, or set JAVA_HOME to it. 1>&2
  exit /b 2
)
"%java%" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=3 -XX:-UsePerfData -Xshare:auto -Xlog:disable %ASYNCFFMPEG_JAVA_OPTS% -jar "%lib%\asyncffmpeg-cli.jar" %*
exit /b %ERRORLEVEL%
