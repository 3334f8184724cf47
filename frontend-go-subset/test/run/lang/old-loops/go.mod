module example.com/loops

go 1.22

replace example.com/old => ./old

require example.com/old v0.0.0
