module example.com/old-settings

go 1.20
