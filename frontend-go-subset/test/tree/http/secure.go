// TLS with certificates of one's own, HTTP/2, and what happens when the other side is not trusted.

package main

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

func check(err error) {
	if err != nil {
		panic(err)
	}
}

// makeCertificate signs one for these names; without an issuer it signs itself and may issue others.
func makeCertificate(issuer *x509.Certificate, issuerKey any, names ...string) (*x509.Certificate, *ecdsa.PrivateKey) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	check(err)
	template := &x509.Certificate{
		SerialNumber: big.NewInt(int64(len(names)) + 1),
		Subject:      pkix.Name{CommonName: "weft test", Organization: []string{"weft"}},
		NotBefore:    time.Now().Add(-time.Hour),
		NotAfter:     time.Now().Add(time.Hour),
		KeyUsage:     x509.KeyUsageDigitalSignature,
		ExtKeyUsage:  []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
		DNSNames:     names,
		IPAddresses:  []net.IP{net.IPv4(127, 0, 0, 1)},

		BasicConstraintsValid: true,
	}
	if issuer == nil {
		template.IsCA = true
		template.KeyUsage |= x509.KeyUsageCertSign
		issuer, issuerKey = template, key
	}
	der, err := x509.CreateCertificate(rand.Reader, template, issuer, &key.PublicKey, issuerKey)
	check(err)
	cert, err := x509.ParseCertificate(der)
	check(err)
	return cert, key
}

func writePEM(path, kind string, data []byte) {
	check(os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: data}), 0o600))
}

func listenAndServeTLS() {
	dir, err := os.MkdirTemp("", "weft-tls-")
	check(err)
	defer os.RemoveAll(dir)
	ca, caKey := makeCertificate(nil, nil)
	cert, key := makeCertificate(ca, caKey, "localhost")
	keyDER, err := x509.MarshalPKCS8PrivateKey(key)
	check(err)
	certFile, keyFile := filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	writePEM(certFile, "CERTIFICATE", cert.Raw)
	writePEM(keyFile, "PRIVATE KEY", keyDER)

	l, err := net.Listen("tcp", "127.0.0.1:0")
	check(err)
	var logged bytes.Buffer
	server := &http.Server{
		Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			fmt.Fprint(w, r.TLS.Version == tls.VersionTLS13, " ", r.TLS.ServerName, " ", len(r.TLS.PeerCertificates))
		}),
		ErrorLog: log.New(&logged, "", 0),
	}
	done := make(chan error)
	go func() { done <- server.ServeTLS(l, certFile, keyFile) }()
	_, port, _ := net.SplitHostPort(l.Addr().String())

	pool := x509.NewCertPool()
	pool.AddCert(ca)
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}, ForceAttemptHTTP2: true}}
	fmt.Println(text(client.Get("https://127.0.0.1:" + port)))
	named := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool, ServerName: "localhost", MaxVersion: tls.VersionTLS12}}}
	fmt.Println(text(named.Get("https://127.0.0.1:" + port)))

	_, err = http.Get("https://127.0.0.1:" + port)
	var unknown x509.UnknownAuthorityError
	fmt.Println(errors.As(err, &unknown), err != nil)
	wrong := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool, ServerName: "example.com"}}}
	_, err = wrong.Get("https://127.0.0.1:" + port)
	var hostname x509.HostnameError
	fmt.Println(errors.As(err, &hostname), strings.Contains(fmt.Sprint(err), "certificate is valid for localhost, not example.com"))
	resp, err := http.Get("http://127.0.0.1:" + port)
	fmt.Println(text(resp, err))
	client.CloseIdleConnections()
	named.CloseIdleConnections()
	check(server.Shutdown(context.Background()))
	fmt.Println(<-done)
}

func mutual() {
	ca, caKey := makeCertificate(nil, nil)
	cert, key := makeCertificate(ca, caKey, "client")
	pool := x509.NewCertPool()
	pool.AddCert(ca)
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, r.TLS.PeerCertificates[0].DNSNames)
	}))
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.TLS = &tls.Config{ClientAuth: tls.RequireAndVerifyClientCert, ClientCAs: pool}
	s.StartTLS()
	defer s.Close()
	client := s.Client()
	_, err := client.Get(s.URL)
	fmt.Println("mutual:", err != nil)
	t := client.Transport.(*http.Transport).Clone()
	t.TLSClientConfig.Certificates = []tls.Certificate{{Certificate: [][]byte{cert.Raw}, PrivateKey: key}}
	fmt.Println(text((&http.Client{Transport: t}).Get(s.URL)))
	t.CloseIdleConnections()
}

func http2() {
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/stream":
			for i := range 3 {
				fmt.Fprint(w, i)
				w.(http.Flusher).Flush()
			}
			w.Header().Set(http.TrailerPrefix+"X-End", "done")
		case "/echo":
			n, err := io.Copy(w, r.Body)
			w.Header().Set(http.TrailerPrefix+"X-End", fmt.Sprint(n, err))
		case "/cancel":
			<-r.Context().Done()
		default:
			fmt.Fprint(w, r.Method, " ", r.ProtoMajor, " ", r.TLS.NegotiatedProtocol)
		}
	}))
	s.EnableHTTP2 = true
	s.StartTLS()
	defer s.Close()
	client := s.Client()
	fmt.Println(text(client.Get(s.URL)))
	resp, err := client.Get(s.URL + "/stream")
	fmt.Println(text(resp, err), resp.Trailer.Get("X-End"))
	sent := bytes.Repeat([]byte("0123456789abcdef"), 1<<16)
	resp, err = client.Post(s.URL+"/echo", "application/octet-stream", bytes.NewReader(sent))
	check(err)
	got, err := io.ReadAll(resp.Body)
	fmt.Println(bytes.Equal(got, sent), err, resp.Trailer.Get("X-End"))
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Millisecond)
	defer cancel()
	req, _ := http.NewRequestWithContext(ctx, "GET", s.URL+"/cancel", nil)
	_, err = client.Do(req)
	fmt.Println(errors.Is(err, context.DeadlineExceeded))
	var group sync.WaitGroup
	answers := make([]string, 50)
	for i := range answers {
		group.Go(func() { answers[i] = text(client.Get(s.URL + "/" + fmt.Sprint(i))) })
	}
	group.Wait()
	same := true
	for _, a := range answers {
		same = same && a == answers[0]
	}
	fmt.Println(same, answers[0])
}
