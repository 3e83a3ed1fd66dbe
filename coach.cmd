@echo off
rem The coach: .\coach help. This script finds Java, builds the coach when that is due, and starts it.
setlocal EnableExtensions DisableDelayedExpansion

set "root=%~dp0"
set "root=%root:~0,-1%"
set "command=%~1"
set "classes=%root%\.coach\classes\coach\workshop\coach"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME:"=%\bin\java"

rem What most learners don't need is fetched, and put on the class path, only for those who ask for it.
set "file=java.args"
set "extras="

if not "%root:;=%" == "%root%" goto semicolon

rem A JVM takes one collector only, and the environment may set one for all.
set "collector=-XX:+UseSerialGC"
if defined JAVA_TOOL_OPTIONS call :collector JAVA_TOOL_OPTIONS
if defined JDK_JAVA_OPTIONS call :collector JDK_JAVA_OPTIONS
if defined _JAVA_OPTIONS call :collector _JAVA_OPTIONS

:built
if exist "%root%\.coach\%file%" if exist "%classes%\Main.class" goto start
call :build "First start: the coach builds itself, in ten seconds. A new machine first downloads 80 MB."
if errorlevel 1 exit /b 2

:start
set "checks=%file%"
:run
"%java%" %collector% "@%root%\.coach\%file%" "-Dworkshop.root=%root%" ^
    "-Dworkshop.coach.checks=%checks%" workshop.coach.Main %*
set "code=%errorlevel%"
rem What Main says when it has run. Else Java has not got so far.
if "%code%" == "10" exit /b 0
if "%code%" == "11" exit /b 1
if "%code%" == "12" exit /b 2
if "%code%" == "75" goto newer
if "%code%" == "76" goto more
if "%code%" == "1" goto broken
if "%code%" == "3" goto broken
if "%code%" == "9009" goto broken
exit /b %code%

:more
set "file=java-with-more.args"
set "extras=-Dworkshop.db=postgresql -Dworkshop.redis=testcontainers"
goto built

:newer
call :build "The coach builds itself again: its sources have changed."
if errorlevel 1 exit /b 2
set "checks="
goto run

rem No Java, an older one than the one that built the coach, or a folder that was moved.
:broken
call :need_java
if errorlevel 1 exit /b 2
if not defined checks exit /b 1
call :build "The coach builds itself again: this folder, or a library, is not where it was."
if errorlevel 1 exit /b 2
set "checks="
goto run

:collector
set %1|findstr /c:"GC" >nul
if not errorlevel 1 set "collector="
exit /b 0

:build
call :need_java
if errorlevel 1 exit /b 1
rem What is wrong with this machine is said in a line, and before Maven says it in many.
if not "%command%" == "doctor" goto checked
"%java%" "%root%\workshop\coach\src\main\java\workshop\coach\machine\Checkup.java" "%root%"
if errorlevel 1 exit /b 1
:checked
where /q mvn
if errorlevel 1 goto no_maven
echo %~1 1>&2
pushd "%root%"
call mvn -q -B -ntp -Dstyle.color=never -f solutions -pl :coach process-classes ^
    "-Dcoach.arguments=%file%" %extras% 1>&2
set "built=%errorlevel%"
popd
if "%built%" == "0" exit /b 0
echo The coach could not be built: the first [ERROR] says why. 1>&2
exit /b 1
:no_maven
echo The coach needs Maven, 3.8.7 or newer, to build itself, and finds no "mvn" on the PATH. 1>&2
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

:semicolon
echo The path of this folder has a semicolon, where Java thinks that the path ends: 1>&2
echo     "%root%" 1>&2
echo Move the workshop into a folder without one. 1>&2
exit /b 2
