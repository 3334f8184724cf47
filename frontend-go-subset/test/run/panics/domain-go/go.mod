module go.example.org/app

go 1.26
