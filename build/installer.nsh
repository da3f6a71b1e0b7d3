; Registers keydesk:// for the user or the machine, as the installation is. "--" ends the switches: whatever a link
; holds, it cannot become one.
!macro customInstall
  WriteRegStr SHELL_CONTEXT "Software\Classes\keydesk" "" "URL:KeyDesk"
  WriteRegStr SHELL_CONTEXT "Software\Classes\keydesk" "URL Protocol" ""
  WriteRegStr SHELL_CONTEXT "Software\Classes\keydesk\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" -- "%1"'
!macroend

!macro customUnInstall
  DeleteRegKey SHELL_CONTEXT "Software\Classes\keydesk"
!macroend
