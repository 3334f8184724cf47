// The sun and four planets under gravity. An operation is one time step.
package main

import (
	"math"
	"strconv"

	"bench/stopwatch"
)

const (
	solarMass   = 4 * math.Pi * math.Pi
	daysPerYear = 365.24
)

type body struct{ x, y, z, vx, vy, vz, mass float64 }

// bodies: distances in astronomical units, speeds per year, masses in suns times 4 pi squared.
func bodies() []body {
	planet := func(x, y, z, vx, vy, vz, mass float64) body {
		return body{x, y, z, vx * daysPerYear, vy * daysPerYear, vz * daysPerYear, mass * solarMass}
	}
	all := []body{
		{mass: solarMass},
		planet(4.84143144246472090e+00, -1.16032004402742839e+00, -1.03622044471123109e-01,
			1.66007664274403694e-03, 7.69901118419740425e-03, -6.90460016972063023e-05, 9.54791938424326609e-04),
		planet(8.34336671824457987e+00, 4.12479856412430479e+00, -4.03523417114321381e-01,
			-2.76742510726411899e-03, 4.99852801234917238e-03, 2.30417297573763929e-05, 2.85885980666130812e-04),
		planet(1.28943695621391310e+01, -1.51111514016986312e+01, -2.23307578892655734e-01,
			2.96460137564761618e-03, 2.37847173959480950e-03, -2.96589568540237556e-05, 4.36624404335156298e-05),
		planet(1.53796971148509165e+01, -2.59193146099879641e+01, 1.79258772950371181e-01,
			2.68067772490389322e-03, 1.62824170038242295e-03, -9.51592254519715870e-05, 5.15138902046611451e-05),
	}
	sun := &all[0]
	for i := range all {
		b := &all[i]
		sun.vx -= b.vx * b.mass / solarMass
		sun.vy -= b.vy * b.mass / solarMass
		sun.vz -= b.vz * b.mass / solarMass
	}
	return all
}

func advance(all []body, dt float64) {
	for i := range all {
		a := &all[i]
		for j := i + 1; j < len(all); j++ {
			b := &all[j]
			dx, dy, dz := a.x-b.x, a.y-b.y, a.z-b.z
			d2 := float64(dx*dx) + float64(dy*dy) + float64(dz*dz)
			mag := dt / (d2 * math.Sqrt(d2))
			a.vx -= float64(dx * b.mass * mag)
			a.vy -= float64(dy * b.mass * mag)
			a.vz -= float64(dz * b.mass * mag)
			b.vx += float64(dx * a.mass * mag)
			b.vy += float64(dy * a.mass * mag)
			b.vz += float64(dz * a.mass * mag)
		}
	}
	for i := range all {
		b := &all[i]
		b.x += float64(dt * b.vx)
		b.y += float64(dt * b.vy)
		b.z += float64(dt * b.vz)
	}
}

func energy(all []body) float64 {
	e := 0.0
	for i := range all {
		a := &all[i]
		e += 0.5 * a.mass * (a.vx*a.vx + a.vy*a.vy + a.vz*a.vz)
		for j := i + 1; j < len(all); j++ {
			b := &all[j]
			dx, dy, dz := a.x-b.x, a.y-b.y, a.z-b.z
			e -= a.mass * b.mass / math.Sqrt(dx*dx+dy*dy+dz*dz)
		}
	}
	return e
}

func main() {
	n := stopwatch.Size()
	all := bodies()
	stopwatch.Start()
	for range n {
		advance(all, 0.01)
	}
	stopwatch.Stop(n, strconv.FormatFloat(energy(all), 'f', 9, 64))
}
