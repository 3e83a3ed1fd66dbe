@echo off
rem The coach: .\coach help. This script finds Java, builds the coach when that is due, and starts it.
setlocal

for %%i in ("%~dp0.") do set "root=%%~fi"
rem What the build wrote for Java.
set "arguments=%root%\.coach\java.args"
rem mvn clean deletes these.
set "classes=%root%\workshop\coach\target\classes"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"

rem A JVM takes one collector only, and the environment may set one for all.
set "collector=-XX:+UseSerialGC"
set J 2>nul | findstr /c:"GC" >nul && set "collector="
set _J 2>nul | findstr /c:"GC" >nul && set "collector="

if exist "%arguments%" if exist "%classes%" goto start
call :build "First start: the coach builds itself, in about ten seconds. A new machine downloads up to 130 MB for it."
if errorlevel 1 exit /b 2

:start
"%java%" %collector% "@%arguments%" "-Dworkshop.root=%root%" workshop.coach.Main %*
set code=%errorlevel%
rem 75: the sources are newer than what was built of them.
if not %code% == 75 goto end
call :build "The coach builds itself again: its sources have changed."
if errorlevel 1 exit /b 2
"%java%" %collector% "@%arguments%" "-Dworkshop.root=%root%" -Dworkshop.coach.built=now workshop.coach.Main %*
set code=%errorlevel%

:end
rem An older Java than the one that built the coach has failed in words of its own.
if %code% == 1 call :need_java
exit /b %code%

:build
call :need_java
if errorlevel 1 exit /b 1
where /q mvn
if errorlevel 1 (
    echo The coach needs Maven, 3.8.7 or newer, to build itself, and finds no "mvn" on the PATH. 1>&2
    exit /b 1
)
echo %~1 1>&2
pushd "%root%"
call mvn -q -B -ntp -Dstyle.color=never -f solutions -pl :coach process-classes 1>&2
set built=%errorlevel%
popd
if %built% == 0 exit /b 0
echo The coach could not be built: the first [ERROR] says why. 1>&2
exit /b 1

:need_java
"%java%" --list-modules 2>nul | findstr /b "jdk.compiler@" >nul
if errorlevel 1 goto no_java
"%java%" --list-modules 2>nul | findstr /b /r "java.base@1[7-9] java.base@[2-9][0-9]" >nul
if errorlevel 1 goto no_java
exit /b 0
:no_java
echo The coach needs a JDK, 17 or newer, and "%java%" is not one. 1>&2
echo Set JAVA_HOME to one, or put its bin folder on the PATH. 1>&2
exit /b 1
